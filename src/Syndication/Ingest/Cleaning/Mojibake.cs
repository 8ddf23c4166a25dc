using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Ingest.Cleaning;

/// <summary>Text that was UTF-8 and was read as Latin-1 on its way here, as <c>CafÃ©</c>: validators and people stumble over it.</summary>
internal static partial class Mojibake
{
    private static readonly Encoding Strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The text as it was written. Where any character tells that it was read right, or that it was something else, it stays as it is: a
    /// sign that only looks like one of these keeps its neighbours.
    /// </summary>
    public static string Mend(string text)
    {
        // Some went that way twice.
        while (Pair.IsMatch(text) && Decode(text) is { } mended)
            text = mended;
        return text;
    }

    private static string? Decode(string text)
    {
        if (text.Any(c => c > '\u00FF'))
            return null;
        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(text));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    [GeneratedRegex("[\u00C2\u00C3][\u0080-\u00BF]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Pair { get; }
}
