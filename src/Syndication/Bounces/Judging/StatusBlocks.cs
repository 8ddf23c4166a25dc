using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Bounces.Judging;

/// <summary>
/// Reads the fields of RFC 3464, wherever they stand: in the part for them, or, where a gateway spoiled the parts or a person forwarded them,
/// in a text.
/// </summary>
internal static partial class StatusBlocks
{
    private const int MostBlocks = 200;
    private const int LongestField = 8 * 1024;

    public static IReadOnlyList<StatusBlock> In(string text)
    {
        var blocks = new List<StatusBlock>();
        Read(text, blocks, mayBeEncoded: true);
        return blocks;
    }

    /// <summary>Whether a text holds what a delivery report must say of a recipient.</summary>
    public static bool AreIn(IReadOnlyList<StatusBlock> blocks)
    {
        foreach (var block in blocks)
        {
            if (block.NamesRecipient && (block.Has("Action") || block.Has("Status")))
                return true;
        }

        return false;
    }

    private static void Read(string text, List<StatusBlock> blocks, bool mayBeEncoded)
    {
        var block = new StatusBlock();
        string? last = null;
        var length = 0;
        var encoded = new StringBuilder();
        var isEncoded = false;
        foreach (var raw in text.AsSpan().EnumerateLines())
        {
            if (blocks.Count >= MostBlocks)
                break;
            var line = WithoutQuoting(raw);
            if (line.IsWhiteSpace())
            {
                isEncoded |= block["Content-Transfer-Encoding"].Equals("base64", StringComparison.OrdinalIgnoreCase);
                (block, last) = (Close(block, blocks), null);
            }
            else if (FieldIn(line) is { } field)
            {
                // Gateways leave out the empty line between recipients.
                if (block.Has(field.Name) && field.Name.EndsWith("-Recipient", StringComparison.OrdinalIgnoreCase) && field.Name[0] != 'X')
                    block = Close(block, blocks);
                block.Add(field.Name, field.Value);
                (last, length) = (field.Name, field.Value.Length);
            }
            else if (last is not null && (line[0] is ' ' or '\t' || IsLoose(last, line)) && length < LongestField)
            {
                block.Continue(last, line.ToString());
                length += line.Length;
            }
            else
            {
                last = null;
                if (isEncoded && encoded.Length < LongestField * 8)
                    encoded.Append(line.Trim());
            }
        }

        Close(block, blocks);
        if (mayBeEncoded && encoded.Length > 0)
            ReadEncoded(encoded.ToString(), blocks);
    }

    private static StatusBlock Close(StatusBlock block, List<StatusBlock> blocks)
    {
        if (block.IsEmpty)
            return block;
        blocks.Add(block);
        return new StatusBlock();
    }

    // A security gateway that rewrites addresses encodes what follows the first block.
    private static void ReadEncoded(string encoded, List<StatusBlock> blocks)
    {
        var bytes = new byte[encoded.Length];
        var whole = encoded.Length - (encoded.Length % 4);
        if (Convert.TryFromBase64Chars(encoded.AsSpan(0, whole), bytes, out var length))
            Read(Encoding.UTF8.GetString(bytes, 0, length), blocks, mayBeEncoded: false);
    }

    private static ReadOnlySpan<char> WithoutQuoting(ReadOnlySpan<char> line)
    {
        while (line is ['>', ..])
            line = line is ['>', ' ', ..] ? line[2..] : line[1..];
        return line;
    }

    // Replies of several lines are pasted into Diagnostic-Code without being folded.
    private static bool IsLoose(string last, ReadOnlySpan<char> line) =>
        last.Equals("Diagnostic-Code", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("--") && !AnyField.IsMatch(line);

    private static (string Name, string Value)? FieldIn(ReadOnlySpan<char> line)
    {
        if (line is ['\t', ..] or [' ', ' ', ..] || line.IndexOf(':') is not (> 0 and < 60))
            return null;
        var match = Field.Match(line.ToString());
        return match.Success ? (match.Groups["name"].Value, match.Groups["value"].Value) : null;
    }

    [GeneratedRegex(
        @"^ ?(?<name>(final|original|x-actual|x400-originally-specified)-recipient|(reporting|received-from|remote)-mta|action|status|diagnostic-code|(x-)?original-message-id|x-powermta-bouncecategory|x400-supplementary-info|(original-)?envelope-id|original-envelope-id|arrival-date|last-attempt-date|will-retry-until|disposition|content-transfer-encoding)\s?:(?<value>.*)$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Field { get; }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9-]{0,40}:", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AnyField { get; }
}
