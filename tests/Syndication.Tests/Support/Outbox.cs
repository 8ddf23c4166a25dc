using MimeKit;

namespace Syndication.Tests.Support;

/// <summary>The pickup directory as a mailbox.</summary>
public sealed class Outbox(string dataFolder)
{
    /// <summary>All messages, oldest first.</summary>
    public IReadOnlyList<MimeMessage> Messages =>
        Directory.Exists(Folder)
            ? [.. Directory.GetFiles(Folder, "*.eml").Select(file => MimeMessage.Load(file)).OrderBy(message => message.Date)]
            : [];

    private string Folder => Path.Combine(dataFolder, "outbox");

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
