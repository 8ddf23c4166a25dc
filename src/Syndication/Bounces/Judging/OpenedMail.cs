using MimeKit;

namespace Syndication.Bounces.Judging;

/// <summary>A mail taken apart: what a judge looks at, bounded by the size that was read.</summary>
internal sealed class OpenedMail
{
    /// <summary>The mail's header fields.</summary>
    public required HeaderList Headers { get; init; }

    public string Subject { get; init; } = "";

    public string From { get; init; } = "";

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
    public List<HeaderList> Returned { get; } = [];

    /// <summary>Mails within the mail: gateways wrap reports.</summary>
    public List<MimeMessage> Inner { get; } = [];

    /// <summary>The types and names of all parts, lower case.</summary>
    public List<string> Types { get; } = [];

    /// <summary>All there is to read.</summary>
    public string Text => string.Join('\n', Texts.Count > 0 ? Texts : HtmlTexts);

    public string? this[string field] => ValueOf(Headers, field);

    /// <summary>A field's value, decoded; null where it is not there.</summary>
    public static string? ValueOf(HeaderList headers, string field) => headers.FirstOrDefault(Is(field))?.Value;

    /// <summary>The addresses in all fields of these names, without doubles, in the order of the names.</summary>
    public static IReadOnlyList<string> Addresses(HeaderList headers, params ReadOnlySpan<string> fields)
    {
        var addresses = new List<string>();
        foreach (var field in fields)
        {
            foreach (var header in headers.Where(Is(field)).Take(10))
                addresses.AddRange(AddressScan.In(header.Value).Take(100).Select(found => found.Address));
        }

        return [.. addresses.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private static Func<Header, bool> Is(string field) => header => header.Field.Equals(field, StringComparison.OrdinalIgnoreCase);
}
