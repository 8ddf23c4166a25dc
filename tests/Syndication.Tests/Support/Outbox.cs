using MimeKit;

namespace Syndication.Tests.Support;

/// <summary>A folder of messages, the pickup directory or a test server's, as a mailbox.</summary>
public sealed class Outbox(string folder)
{
    /// <summary>All messages, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Messages =>
        Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder).Select(file => MimeMessage.Load(file)).OrderBy(message => message.Date)]
            : [];

    /// <summary>Messages to one address, oldest first.</summary>
    public IReadOnlyList<MimeMessage> To(string address) =>
        [.. Messages.Where(message => message.To.Mailboxes.Any(mailbox => mailbox.Address == address))];

    /// <summary>The first address in the text part whose path begins so.</summary>
    public static Uri Link(MimeMessage message, string path)
    {
        var text = message.TextBody ?? "";
        var start = text.IndexOf("http://localhost" + path, StringComparison.Ordinal);
        Assert.True(start >= 0, $"no link to {path} in:\n{text}");
        var end = text.IndexOfAny([' ', '\r', '\n', '>', ')'], start);
        return new Uri(text[start..(end < 0 ? text.Length : end)]);
    }
}
