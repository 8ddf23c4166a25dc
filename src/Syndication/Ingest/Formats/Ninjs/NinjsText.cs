using System.Text.RegularExpressions;
using Syndication.Ingest.Formats.Nitf;

namespace Syndication.Ingest.Formats.Ninjs;

/// <summary>One of the forms in which a text was sent.</summary>
/// <param name="Role">What the sender calls the form: main, html, text, caption …</param>
/// <param name="Type">Its media type; null: not said.</param>
/// <param name="Value">The text.</param>
internal sealed partial record NinjsText(string? Role, string? Type, string Value)
{
    // What stands for the whole, in this order; other roles name a part of it, or its writer.
    private static readonly string?[] Roles = ["main", null, "summary", "lead", "text", "caption", "short"];

    /// <summary>The forms of a text: <c>bodies</c> and the like (2.x, 3.x), or <c>body_text</c>, <c>body_xhtml</c> and the like (1.x).</summary>
    public static List<NinjsText> Of(NinjsFields fields, string plural, string singular)
    {
        var texts = fields
            .Parts(plural)
            .Where(part => part.Value.Text("value") is not null)
            .Select(part => new NinjsText(part.Value.Text("role"), part.Value.Text("contenttype"), part.Value.Text("value")!))
            .ToList();
        if (fields.Text(singular) is { } plain)
            texts.Add(new NinjsText("main", null, plain));
        texts.AddRange(
            fields
                .Names.Where(name => name.StartsWith(singular + "_", StringComparison.OrdinalIgnoreCase) && fields.Text(name) is not null)
                .Select(name => new NinjsText(name[(singular.Length + 1)..], TypeOf(name), fields.Text(name)!))
        );
        return texts;
    }

    /// <summary>The main one as a line of text, else a summary, else the first.</summary>
    public static string? MainOf(IReadOnlyList<NinjsText> texts) =>
        texts
            .OrderBy(text => text.IsMarkup)
            .ThenBy(text => Array.IndexOf(Roles, text.Role) is >= 0 and var rank ? rank : Roles.Length)
            .Select(text => text.Value)
            .FirstOrDefault();

    /// <summary>The form that keeps most of a body, as HTML: HTML before NITF before plain text; of several the main, else the longest.</summary>
    public static string? Body(IReadOnlyList<NinjsText> texts, Uri? baseAddress) =>
        texts
            .OrderByDescending(text =>
                text.IsHtml ? 3
                : text.IsNitf ? 2
                : text.IsMarkup ? 0
                : 1
            )
            .ThenByDescending(text => text.Role is "main")
            .ThenByDescending(text => text.Value.Length)
            .Select(text => text.AsHtml(baseAddress))
            .FirstOrDefault(html => !string.IsNullOrWhiteSpace(html));

    private bool IsHtml => Type?.Contains("html", StringComparison.OrdinalIgnoreCase) == true || Type is null && Tags.IsMatch(Value);

    private bool IsNitf =>
        Type?.Contains("nitf", StringComparison.OrdinalIgnoreCase) == true || Value.Contains("<nitf", StringComparison.Ordinal);

    private bool IsMarkup => IsHtml || IsNitf || Type?.Contains("xml", StringComparison.OrdinalIgnoreCase) == true;

    private string? AsHtml(Uri? baseAddress)
    {
        if (IsHtml)
            return Inner.Match(Value) is { Success: true } body ? body.Groups["inner"].Value : Value;
        if (IsNitf)
            return WireXml.Parse(Value, out _) is { } root ? NitfStory.ToItem(root, baseAddress).ContentHtml : null;
        return IsMarkup ? null : TextBody.ToHtml(Value);
    }

    private static string? TypeOf(string name) =>
        name.EndsWith("xhtml", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("html", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("html5", StringComparison.OrdinalIgnoreCase)
            ? "text/html"
        : name.EndsWith("nitf", StringComparison.OrdinalIgnoreCase) ? "application/nitf+xml"
        : name.EndsWith("xml", StringComparison.OrdinalIgnoreCase) ? "application/xml"
        : name.EndsWith("text", StringComparison.OrdinalIgnoreCase) ? "text/plain"
        : null;

    [GeneratedRegex(
        @"<body[^>]{0,1000}>(?<inner>[\s\S]*?)(?:</body\s*>|\z)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Inner { get; }

    [GeneratedRegex(
        @"<(?:p|div|section|article|h[1-6]|ul|ol|table|br|figure|blockquote)\b[^>]{0,1000}>",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Tags { get; }
}
