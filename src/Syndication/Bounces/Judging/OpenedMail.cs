using MimeKit;

namespace Syndication.Bounces.Judging;

/// <summary>A mail taken apart: what a judge looks at, bounded by the size that was read.</summary>
internal sealed class OpenedMail
{
    private const int FewestCharacters = 20;
    private const int LongestText = 128 * 1024;

    /// <summary>The mail's header fields.</summary>
    public required MailFields Fields { get; init; }

    public string Subject => Fields["Subject"] ?? "";

    public string From => Fields["From"] ?? "";

    /// <summary>Bodies to read, HTML as text.</summary>
    public List<string> Texts { get; } = [];

    /// <summary>HTML bodies as text, where there is no plain one.</summary>
    public List<string> HtmlTexts { get; } = [];

    /// <summary>Parts of RFC 3464 and 6533.</summary>
    public List<string> DeliveryReports { get; } = [];

    /// <summary>Parts of RFC 5965.</summary>
    public List<string> FeedbackReports { get; } = [];

    /// <summary>Parts of RFC 8098.</summary>
    public List<string> ReadingReports { get; } = [];

    /// <summary>Header fields of what comes back.</summary>
    public List<MailFields> Returned { get; } = [];

    /// <summary>Mails within the mail: gateways wrap reports.</summary>
    public List<MimeMessage> Inner { get; } = [];

    /// <summary>The types and names of all parts, lower case.</summary>
    public List<string> Types { get; } = [];

    /// <summary>What there is to read; HTML where the plain text is empty.</summary>
    public string Text => field ??= Bounded(string.Join('\n', Texts.Exists(HasWords) ? Texts : Texts.Concat(HtmlTexts)));

    /// <summary>The first value of a header field, or null.</summary>
    public string? this[string name] => Fields[name];

    private static bool HasWords(string text) => text.AsSpan().Trim().Length >= FewestCharacters;

    private static string Bounded(string text) => text.Length > LongestText ? text[..LongestText] : text;
}
