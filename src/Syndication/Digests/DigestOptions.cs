using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Syndication.Digests.Tracking;

namespace Syndication.Digests;

/// <summary>How issues are planned and compiled.</summary>
public sealed class DigestOptions
{
    /// <summary>
    /// Most bytes of a whole encoded message, headers and text part included; 20,000 to 1,000,000. Large mailbox providers cut a mail at
    /// about 102 KB.
    /// </summary>
    [Range(20_000, 1_000_000)]
    public int ByteBudget { get; set; } = 102_000;

    /// <summary>
    /// Appended to every link to an article or to the publication, the same for all readers, such as
    /// <c>utm_source=digest&amp;utm_medium=email</c>; names and values as in a query (RFC 3986), at most 500 characters; empty: nothing.
    /// </summary>
    [StringLength(500)]
    public string LinkParameters { get; set; } = "";

    /// <summary>
    /// Whether it is counted how often links are followed, and mails opened; the mail then says so. Counted per issue and link, never per reader.
    /// </summary>
    public TrackingMode Tracking { get; set; } = TrackingMode.None;

    /// <summary>Readers that are planned in one transaction; 1 to 5,000.</summary>
    [Range(1, 5_000)]
    public int ChunkSize { get; set; } = 500;
}

/// <summary>Checks <see cref="DigestOptions"/> before the host listens: one fault per line, with key, value and range.</summary>
public sealed partial class DigestOptionsValidator : IValidateOptions<DigestOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DigestOptions options)
    {
        var lines = new List<string>();
        if (options.ByteBudget is < 20_000 or > 1_000_000)
            lines.Add($"Digests:ByteBudget: {options.ByteBudget} is not between 20000 and 1000000 bytes.");
        if (options.ChunkSize is < 1 or > 5_000)
            lines.Add($"Digests:ChunkSize: {options.ChunkSize} is not between 1 and 5000 readers.");
        if (!Enum.IsDefined(options.Tracking))
            lines.Add($"Digests:Tracking: '{options.Tracking}' is none of None, Clicks, ClicksAndOpens.");
        if (options.LinkParameters.Length > 500 || !Parameters.IsMatch(options.LinkParameters))
            lines.Add(
                $"Digests:LinkParameters: '{options.LinkParameters}' is neither empty nor name=value pairs joined by & such as utm_source=digest, at most 500 characters."
            );
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }

    [GeneratedRegex(
        @"^(?:[A-Za-z0-9_.~%-]+=[A-Za-z0-9_.~%+-]*(?:&[A-Za-z0-9_.~%-]+=[A-Za-z0-9_.~%+-]*)*)?$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Parameters { get; }
}
