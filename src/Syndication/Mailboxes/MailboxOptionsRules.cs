using System.Globalization;
using System.Net;

namespace Syndication.Mailboxes;

/// <summary>Checks <see cref="MailboxOptions"/> for the feature that reads the mailbox.</summary>
public static class MailboxOptionsRules
{
    /// <summary>One line per fault: key, value and rule.</summary>
    /// <param name="key">Where the settings stand, such as <c>Bounces:Mailbox</c>.</param>
    /// <param name="options">The settings.</param>
    public static IEnumerable<string> Faults(string key, MailboxOptions options)
    {
        if (options.PollEvery < TimeSpan.FromSeconds(5) || options.PollEvery > TimeSpan.FromHours(1))
            yield return $"{key}:PollEvery: '{options.PollEvery}' is not between 00:00:05 and 01:00:00.";
        if (options.MaxBytes is < 64 * 1024 or > 64 * 1024 * 1024)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{key}:MaxBytes: '{options.MaxBytes}' is not between 65536 and 67108864."
            );
        if (options.Kind is not MailboxKind.Imap)
            yield break;
        if (Uri.CheckHostName(options.Host) is UriHostNameType.Unknown)
            yield return $"{key}:Host: '{options.Host}' is not a host name or an address.";
        if (options.Port is < 1 or > 65535)
            yield return string.Create(CultureInfo.InvariantCulture, $"{key}:Port: '{options.Port}' is not between 1 and 65535.");
        if (options.User.Length == 0)
            yield return $"{key}:User: must be set for an IMAP mailbox.";
        if (options.Folder.Length == 0)
            yield return $"{key}:Folder: must be set for an IMAP mailbox.";
        if (options.Security is MailboxSecurity.None && !IsLoopback(options.Host))
            yield return $"{key}:Security: 'None' would send the password in clear text; StartTls or Tls, or a loopback host.";
    }

    private static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
