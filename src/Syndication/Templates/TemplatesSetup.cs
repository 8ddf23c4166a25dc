namespace Syndication.Templates;

/// <summary>Registers the templates.</summary>
public static class TemplatesSetup
{
    /// <summary>Compiles <c>templates/</c> at first use; a fault stops the start.</summary>
    public static void AddTemplates(this IHostApplicationBuilder builder)
    {
        var folder = Path.Combine(builder.Environment.ContentRootPath, "templates");
        builder.Services.AddSingleton(_ => new Words(OwnWords.Read(Path.Combine(folder, "words"))));
        builder.Services.AddSingleton(provider => new TemplateLibrary(folder, provider.GetRequiredService<Words>()));
        builder.Services.AddSingleton<PageLanguages>();
        builder.Services.AddSingleton<PageRenderer>();
    }
}
