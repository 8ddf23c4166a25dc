using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Files;

/// <summary>A file's text, whatever it was encoded in.</summary>
/// <param name="Text">Without a byte order mark.</param>
/// <param name="Encoding">Named where it was not UTF-8; else null.</param>
internal sealed partial record TextFile(string Text, string? Encoding)
{
    // Old systems leave one or two behind: an end-of-file mark, a bell.
    private const int MostStrange = 4;
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether it is something that was written to be read, not a picture or a program.</summary>
    public bool IsText => Text.Count(IsStrange) <= MostStrange && !Text.Contains('\0');

    /// <summary>Decodes: by byte order mark, else as UTF-8, else as what the page declares, else as Windows-1252.</summary>
    public static TextFile Decode(byte[] bytes)
    {
        if (bytes is [0xFF, 0xFE, ..])
            return new TextFile(System.Text.Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2), "UTF-16LE");
        if (bytes is [0xFE, 0xFF, ..])
            return new TextFile(System.Text.Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2), "UTF-16BE");
        try
        {
            return new TextFile(StrictUtf8.GetString(bytes).TrimStart('\uFEFF'), Encoding: null);
        }
        catch (DecoderFallbackException)
        {
            // Not UTF-8: what older systems write.
            var encoding = Declared(bytes) ?? CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
            return new TextFile(encoding.GetString(bytes), encoding.WebName);
        }
    }

    // In UTF-16 any two bytes are a character, but most of them are none that anybody writes.
    private bool IsStrange(char c) =>
        c is < ' ' and not ('\t' or '\r' or '\n' or '\f')
        || c == '\u007F'
        || (
            Encoding is "UTF-16LE" or "UTF-16BE"
            && (c == '\uFFFD' || char.GetUnicodeCategory(c) is UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse)
        );

    private static Encoding? Declared(byte[] bytes)
    {
        var start = System.Text.Encoding.ASCII.GetString(bytes, 0, Math.Min(bytes.Length, 2048));
        var match = Charset.Match(start);
        return match.Success ? CodePagesEncodingProvider.Instance.GetEncoding(match.Groups["name"].Value) : null;
    }

    [GeneratedRegex(
        @"<meta[^>]{0,200}charset\s*=\s*[""']?(?<name>[\w-]{3,20})",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Charset { get; }
}
