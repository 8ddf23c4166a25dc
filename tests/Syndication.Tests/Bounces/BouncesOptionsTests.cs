using Syndication.Bounces;
using Syndication.Mailboxes;

namespace Syndication.Tests.Bounces;

public sealed class BouncesOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.Empty(FaultsOf(_ => { }));

    [Fact]
    public void Each_fault_is_a_line_with_key_and_rule_and_no_secret_is_repeated()
    {
        var faults = FaultsOf(options =>
        {
            options.SoftDays = 1;
            options.SoftHalfLife = TimeSpan.Zero;
            options.KeepReports = TimeSpan.FromHours(1);
            options.Mailbox.PollEvery = TimeSpan.Zero;
            options.Mailbox.MaxBytes = 1;
            options.Webhooks.ReplayWindow = TimeSpan.FromDays(8);
            options.Webhooks.Ses.Topic = "bounces";
            options.Webhooks.SendGrid.PublicKey = "c2VjcmV0";
            options.Webhooks.Postmark.Secret = "hunter2";
            options.Webhooks.Mailgun.SigningKey = "hunter2";
            options.Webhooks.Json.Secret = "hunter2";
        });

        Assert.Equal(11, faults.Count);
        Assert.All(faults, fault => Assert.StartsWith("Bounces:", fault, StringComparison.Ordinal));
        Assert.DoesNotContain(faults, fault => fault.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void An_IMAP_mailbox_needs_a_host_a_user_and_encryption()
    {
        var faults = FaultsOf(options =>
        {
            options.Mailbox.Kind = MailboxKind.Imap;
            options.Mailbox.Host = "mail.news.test";
            options.Mailbox.Security = MailboxSecurity.None;
            options.Mailbox.Port = 0;
        });

        Assert.Equal(
            ["Bounces:Mailbox:Port", "Bounces:Mailbox:Security", "Bounces:Mailbox:User"],
            faults.Select(fault => fault[..fault.IndexOf(": ", StringComparison.Ordinal)]).Order(StringComparer.Ordinal)
        );
    }

    private static List<string> FaultsOf(Action<BouncesOptions> change)
    {
        var options = new BouncesOptions();
        change(options);
        return [.. new BouncesOptionsValidator().Validate(null, options).Failures ?? []];
    }
}
