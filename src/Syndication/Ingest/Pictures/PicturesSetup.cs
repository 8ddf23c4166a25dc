using Microsoft.Extensions.Options;

namespace Syndication.Ingest.Pictures;

/// <summary>Registers the measuring of pictures.</summary>
internal static class PicturesSetup
{
    /// <summary>Services and options.</summary>
    public static void AddPictures(this IServiceCollection services)
    {
        services.AddOptions<PictureOptions>().BindConfiguration("Ingest:Pictures").ValidateOnStart();
        services.AddSingleton<IValidateOptions<PictureOptions>, PictureOptionsValidator>();
        services.AddSingleton<PictureStore>();
        services.AddSingleton<PictureProbe>();
        services.AddSingleton<PictureJobs>();
        services.AddHostedService<PictureWatch>();
    }
}
