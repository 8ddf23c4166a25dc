using System.Text;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Guesses the encoding of bytes that name none and are no UTF-8: the one in which they are letters that go together.</summary>
internal static class EncodingGuess
{
    private const int Sample = 64 * 1024;
    private const double Certain = 0.85;
    private static readonly int[] Pages = [932, 51932, 949, 54936, 950, 1251, 20866, 1253, 1255, 1256, 874];

    /// <summary>The encoding; null where nothing speaks for any but a Western one.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        var sample = CutToLine(bytes);
        Encoding? best = null;
        var bestScore = Certain;
        foreach (var page in Pages)
        {
            if (ScoreOf(EncodingNames.Page(page), sample) is var score && score <= bestScore)
                continue;
            (best, bestScore) = (EncodingNames.Page(page), score);
        }

        return best is null
            ? null
            : Encoding.GetEncoding(best.CodePage, EncoderFallback.ReplacementFallback, DecoderFallback.ReplacementFallback);
    }

    // No pair of bytes must be cut in two.
    private static ReadOnlySpan<byte> CutToLine(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= Sample)
            return bytes;
        var end = bytes[..Sample].LastIndexOf((byte)'\n');
        return bytes[..(end > 0 ? end : Sample)];
    }

    private static double ScoreOf(Encoding encoding, ReadOnlySpan<byte> sample)
    {
        string text;
        try
        {
            text = encoding.GetString(sample);
        }
        catch (DecoderFallbackException)
        {
            return 0;
        }

        var (foreign, common, weight) = (0, 0, 0.0);
        var previous = '\0';
        foreach (var c in text)
        {
            if (c >= '\u0080')
            {
                foreign++;
                if (IsCommon(encoding.CodePage, c, previous))
                    common++;
            }

            previous = c;
        }

        weight = foreign < 2 ? 0 : (double)common / foreign;
        return weight;
    }

    private static bool IsCommon(int page, char c, char previous) =>
        page switch
        {
            // Kana tells Japanese from Chinese; half-width kana is what other encodings look like when read as Shift_JIS.
            932 or 51932 => c is >= '\u3000' and <= '\u30FF' || IsHan(c) && previous is >= '\u3000' and <= '\u9FFF',
            949 => c is >= '\uAC00' and <= '\uD7A3' or >= '\u3000' and <= '\u303F',
            54936 or 950 => IsHan(c) || c is >= '\u3000' and <= '\u303F' or >= '\uFF00' and <= '\uFF5E' or >= '\u2010' and <= '\u2026',
            1251 or 20866 => IsCyrillic(c, previous),
            1253 => c is >= '\u0386' and <= '\u03CE',
            1255 => c is >= '\u05D0' and <= '\u05EA',
            1256 => c is >= '\u0621' and <= '\u0652',
            874 => c is >= '\u0E01' and <= '\u0E5B',
            _ => false,
        };

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FA5';

    // Case tells windows-1251 from KOI8-R: a capital stands at a word's beginning, or among capitals.
    private static bool IsCyrillic(char c, char previous) =>
        c is >= '\u0430' and <= '\u044F' or '\u0451' or '\u0456' or '\u0457' or '\u0454'
        || c is >= '\u0410' and <= '\u042F' or '\u0401' && !(previous is >= '\u0430' and <= '\u044F');
}
