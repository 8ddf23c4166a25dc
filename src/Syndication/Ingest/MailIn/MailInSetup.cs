using Microsoft.Extensions.Options;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.MailIn;

/// <summary>Registers articles by mail.</summary>
internal static class MailInSetup
{
    /// <summary>Services and options.</summary>
    public static void AddMailIn(this IServiceCollection services)
    {
        services.AddOptions<MailInOptions>().BindConfiguration("Ingest:Mail").ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailInOptions>, MailInOptionsValidator>();
        services.AddSingleton<ISourceReader, MailSourceReader>();
        services.AddSingleton<MailSender>();
        services.AddSingleton<MailReading>();
        services.AddSingleton<MailIntake>();
        services.AddSingleton<MailInJobs>();
        services.AddHostedService<MailInWatch>();
    }
}
