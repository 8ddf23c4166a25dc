using Microsoft.Extensions.Options;

namespace Syndication.Ingest.Micropub;

/// <summary>Registers Micropub.</summary>
internal static class MicropubSetup
{
    /// <summary>Services and options.</summary>
    public static void AddMicropub(this IServiceCollection services)
    {
        services.AddOptions<MicropubOptions>().BindConfiguration("Ingest:Micropub").ValidateOnStart();
        services.AddSingleton<IValidateOptions<MicropubOptions>, MicropubOptionsValidator>();
        services.AddSingleton<MicropubAccess>();
        services.AddSingleton<MicropubDesk>();
        services.AddSingleton<MicropubQueries>();
    }
}
