using Microsoft.Extensions.Options;

namespace Syndication.Publication;

/// <summary>Registers what every feature reads about the publication.</summary>
public static class PublicationSetup
{
    /// <summary>Options, addresses, sections and authors.</summary>
    public static void AddPublication(this IHostApplicationBuilder builder)
    {
        builder.Services.AddOptions<PublicationOptions>().BindConfiguration("Publication").ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<PublicationOptions>, PublicationOptionsValidator>();
        builder.Services.AddSingleton<WebAddresses>();
        builder.Services.AddSingleton<SectionStore>();
    }
}
