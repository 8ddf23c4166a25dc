using Syndication.Storage;

namespace Syndication.Mailboxes;

/// <summary>Registers the reading of mail.</summary>
public static class MailboxesSetup
{
    /// <summary>Services; whoever reads a mailbox has the settings of it.</summary>
    public static void AddMailboxes(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<MailboxMarks>();
        builder.Services.AddSingleton<MailboxTroubles>();
        builder.Services.AddSingleton(provider => new MailboxFactory(
            provider.GetRequiredService<MailboxMarks>(),
            provider.GetRequiredService<MailboxTroubles>(),
            provider.GetRequiredService<DataDirectory>(),
            provider.GetRequiredService<TimeProvider>()
        ));
    }
}
