using System.Text.RegularExpressions;

namespace Syndication.Ingest;

/// <summary>Media types (RFC 6838, section 4.2), without parameters.</summary>
internal static partial class MediaTypes
{
    /// <summary>Whether the text is one.</summary>
    public static bool IsValid(string text) => text.Length <= 127 && Form.IsMatch(text);

    [GeneratedRegex(
        @"^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]*$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Form { get; }
}
