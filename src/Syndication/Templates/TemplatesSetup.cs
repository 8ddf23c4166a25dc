namespace Syndication.Templates;

/// <summary>Registers the templates.</summary>
public static class TemplatesSetup
{
    /// <summary>Compiles <c>templates/</c> at first use and tries mails and pages at start; a fault stops the start. In Development, changes are taken up at once.</summary>
    public static void AddTemplates(this IHostApplicationBuilder builder)
    {
        var folder = Path.Combine(builder.Environment.ContentRootPath, "templates");
        builder.Services.AddSingleton(_ => new Words(OwnWords.Read(Path.Combine(folder, "words"))));
        if (builder.Environment.IsDevelopment())
            builder.Services.AddSingleton(provider => new TemplateWatch(folder, provider.GetRequiredService<ILogger<TemplateWatch>>()));
        builder.Services.AddSingleton(provider => new TemplateLibrary(
            folder,
            provider.GetRequiredService<Words>(),
            provider.GetService<TemplateWatch>(),
            provider.GetServices<ITemplateTrial>
        ));
        builder.Services.AddSingleton<PageLanguages>();
        builder.Services.AddSingleton<PageRenderer>();
        builder.Services.AddHostedService<TemplateTrials>();
    }
}
