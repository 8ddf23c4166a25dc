using System.Text;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Encodings by the names that documents give them (WHATWG Encoding Standard, 4.2, where it differs from the registry).</summary>
internal static class EncodingNames
{
    private static readonly Dictionary<string, int> Wider = new(StringComparer.OrdinalIgnoreCase)
    {
        // What says Latin-1 or ASCII is windows-1252 wherever the two differ.
        ["us-ascii"] = 1252,
        ["ascii"] = 1252,
        ["iso-8859-1"] = 1252,
        ["iso8859-1"] = 1252,
        ["iso_8859-1"] = 1252,
        ["iso88591"] = 1252,
        ["8859-1"] = 1252,
        ["latin1"] = 1252,
        ["latin-1"] = 1252,
        ["l1"] = 1252,
        ["cp819"] = 1252,
        ["cp1252"] = 1252,
        ["windows1252"] = 1252,
        ["ansi"] = 1252,
        ["iso-8859-9"] = 1254,
        ["iso-8859-11"] = 874,
        ["tis-620"] = 874,
        ["gb2312"] = 54936,
        ["gb_2312-80"] = 54936,
        ["gbk"] = 54936,
        ["cp936"] = 54936,
        ["x-gbk"] = 54936,
        ["gb18030"] = 54936,
        ["euc-kr"] = 949,
        ["ks_c_5601-1987"] = 949,
        ["ksc5601"] = 949,
        ["cp949"] = 949,
        ["uhc"] = 949,
        ["sjis"] = 932,
        ["x-sjis"] = 932,
        ["shift-jis"] = 932,
        ["cp932"] = 932,
        ["ms932"] = 932,
        ["windows-31j"] = 932,
        ["big5-hkscs"] = 950,
        ["cp950"] = 950,
        ["cp1250"] = 1250,
        ["cp1251"] = 1251,
        ["cp1253"] = 1253,
        ["cp1254"] = 1254,
        ["cp1255"] = 1255,
        ["cp1256"] = 1256,
        ["utf8"] = 65001,
        ["utf-8"] = 65001,
        ["unicode-1-1-utf-8"] = 65001,
        ["utf-16"] = 1200,
        ["utf-16le"] = 1200,
        ["utf-16be"] = 1201,
        ["utf-32"] = 12000,
        ["utf-32le"] = 12000,
        ["utf-32be"] = 12001,
    };

    static EncodingNames() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of that name, which throws for bytes that are none of it; null for a name that nobody knows.</summary>
    public static Encoding? Of(string name)
    {
        var known = name.Trim().Trim('"', '\'').Trim();
        if (known.Length is 0 or > 40)
            return null;
        // RFC 2152 hides markup from whoever looks for it: no document is read as it.
        if (known.Contains("utf-7", StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return Wider.TryGetValue(known, out var page)
                ? Page(page)
                : Encoding.GetEncoding(known, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>The encoding of that code page, which throws for bytes that are none of it.</summary>
    public static Encoding Page(int page) =>
        Encoding.GetEncoding(page, EncoderFallback.ReplacementFallback, DecoderFallback.ExceptionFallback);

    /// <summary>Windows-1252, which reads any bytes.</summary>
    public static Encoding Western { get; } = Encoding.GetEncoding(1252);

    /// <summary>UTF-8 that reads bytes which are none of it as windows-1252: texts are glued together from both.</summary>
    public static Encoding Utf8WithWestern { get; } =
        Encoding.GetEncoding(65001, EncoderFallback.ReplacementFallback, new WesternFallback());

    private sealed class WesternFallback : DecoderFallback
    {
        public override int MaxCharCount => 4;

        public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

        private sealed class Buffer : DecoderFallbackBuffer
        {
            private string characters = "";
            private int at;

            public override int Remaining => characters.Length - at;

            public override bool Fallback(byte[] bytesUnknown, int index)
            {
                (characters, at) = (Western.GetString(bytesUnknown), 0);
                return characters.Length > 0;
            }

            public override char GetNextChar() => at < characters.Length ? characters[at++] : '\0';

            public override bool MovePrevious()
            {
                if (at == 0)
                    return false;
                at--;
                return true;
            }

            public override void Reset() => (characters, at) = ("", 0);
        }
    }
}
