using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Syndication.Mailboxes;
using Syndication.Publication;

namespace Syndication.Ingest.MailIn;

/// <summary>Checks <see cref="MailInOptions"/> before the host listens: one fault per line, never a secret.</summary>
public sealed partial class MailInOptionsValidator(IConfiguration configuration) : IValidateOptions<MailInOptions>
{
    private const int ShortestSecret = 16;

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MailInOptions options)
    {
        List<string> faults = [.. MailboxOptionsRules.Faults("Ingest:Mail:Mailbox", options.Mailbox)];
        foreach (var (sender, index) in options.AllowedSenders.Select((sender, index) => (sender, index)))
        {
            if (!Sender.IsMatch(sender))
                faults.Add($"Ingest:Mail:AllowedSenders:{index}: '{sender}' is neither an address nor a domain such as @news.example.");
        }

        foreach (var (server, index) in options.TrustedServers.Select((server, index) => (server, index)))
        {
            if (string.IsNullOrWhiteSpace(server))
                faults.Add($"Ingest:Mail:TrustedServers:{index}: '{server}' is not a server's name.");
        }

        if (options.Secret.Length > 0 && !Tag.IsMatch(options.Secret))
            faults.Add($"Ingest:Mail:Secret: must have {ShortestSecret} to 48 letters and digits.");
        if (options.IsOn && options.TrustedServers.Count == 0 && options.Secret.Length == 0)
            faults.Add(
                "Ingest:Mail:TrustedServers: with AllowedSenders a trusted server or a Secret must be set, since anybody can write any sender."
            );
        if (options.Section.Length > 0 && !Slug.IsValid(options.Section))
            faults.Add($"Ingest:Mail:Section: '{options.Section}' is not a section's slug.");
        if (options.IsOn && options.Mailbox.Kind is MailboxKind.Imap && IsOfBounces(options.Mailbox))
            faults.Add("Ingest:Mail:Mailbox: is the mailbox of Bounces:Mailbox; articles need one of their own.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private bool IsOfBounces(MailboxOptions own)
    {
        var other = new MailboxOptions();
        configuration.GetSection("Bounces:Mailbox").Bind(other);
        return other.Kind is MailboxKind.Imap
            && other.Host.Equals(own.Host, StringComparison.OrdinalIgnoreCase)
            && other.User == own.User
            && other.Folder == own.Folder;
    }

    [GeneratedRegex(@"^[^@\s<>,]{0,64}@[^@\s<>,]{1,253}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Sender { get; }

    [GeneratedRegex("^[A-Za-z0-9]{16,48}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Tag { get; }
}
