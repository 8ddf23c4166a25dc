using System.Text.RegularExpressions;

namespace Syndication.Delivery.Relays;

/// <summary>A relay's words, fit to be kept: without addresses and control characters, and not long.</summary>
/// <param name="Code">Reply code; null: it did not come to a reply.</param>
/// <param name="EnhancedCode">Enhanced status code (RFC 3463), when the text begins with one.</param>
/// <param name="Text">The text.</param>
/// <param name="QueueId">The relay's number for the message, when the text has one in the form that Postfix, Exim, Sendmail or Amazon SES give it.</param>
internal sealed partial record RelayReply(int? Code, string? EnhancedCode, string Text, string? QueueId)
{
    private const int MaxLength = 400;

    /// <summary>Reads what stands after the reply code.</summary>
    public static RelayReply From(int? code, string? said)
    {
        var clean = Addresses.Replace(Unprintable.Replace(said ?? "", " ").Trim(), "(address)");
        if (clean.Length > MaxLength)
            clean = clean[..MaxLength];
        var enhanced = Enhanced.Match(clean);
        var queueId = Queued.Match(clean);
        return new RelayReply(
            code,
            enhanced.Success ? enhanced.Groups["code"].Value : null,
            clean,
            queueId.Success ? queueId.Groups["id"].Value : null
        );
    }

    [GeneratedRegex(@"[\p{C}\s]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Unprintable { get; }

    [GeneratedRegex(@"[^\s<>,;:""()\[\]]*@[^\s<>,;:""()]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Addresses { get; }

    [GeneratedRegex(
        @"^(?<code>[245]\.\d{1,3}\.\d{1,3})(?!\d|\.)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Enhanced { get; }

    [GeneratedRegex(
        @"(queued as |\bid=|^Ok (?=[0-9a-f]{10,}-))(?<id>[A-Za-z0-9._-]{4,64})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Queued { get; }
}
