using System.Text;

namespace Syndication.Fuzz;

/// <summary>Spoils documents: the same seed and number always give the same bytes.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, int seed)
{
    private const int MostBytes = 256 * 1024;

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?xml version=\"1.0\" encoding=\"utf-16\"?>",
            "<?xml version=\"1.0\" encoding=\"shift_jis\"?>",
            "<!DOCTYPE rss [<!ENTITY a \"b\">",
            "<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>",
            "&a;",
            "&#x110000;",
            "&#0;",
            "&#xD800;",
            "&nbsp;",
            "&",
            "<",
            ">",
            "\"",
            "'",
            "</item>",
            "<item>",
            "<entry>",
            "</entry>",
            "</channel>",
            "<channel>",
            "<description>",
            "<content type=\"xhtml\"><div>",
            " xmlns=\"\"",
            " xmlns:a=\"http://www.w3.org/2005/Atom\"",
            " xml:base=\"//\"",
            " xml:base=\"http://[\"",
            " href=\"http://e.org:99999999/\"",
            "<pubDate>Mon, 32 Foo 99999 25:61:61 +9999</pubDate>",
            "<a:b:c d:e:f=\"\">",
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"items\":[",
            "\\ud800",
            "],",
            "\u2028",
        }.Select(Encoding.UTF8.GetBytes),
        [0xEF, 0xBB, 0xBF],
        [0xFF, 0xFE],
        [0xFE, 0xFF],
        [0, 0, 0xFE, 0xFF],
        [0xC3, 0x28],
        [0xED, 0xA0, 0x80],
        [0x80],
        [0],
    ];

    private static readonly byte[][] NoNames =
    [
        "\"\\ud800\":1,"u8.ToArray(),
        "\"id\\uDC00\":{},"u8.ToArray(),
        [(byte)'"', 0xED, 0xA0, 0x80, .. "\":[],"u8],
    ];

    /// <summary>The document of that number.</summary>
    public byte[] Make(long number)
    {
        var random = new Random(unchecked((int)((seed * 1_000_003L) + number)));
        var bytes = new List<byte>(seeds[random.Next(seeds.Count)]);
        var times = 1 + random.Next(random.Next(4) == 0 ? 64 : 8);
        for (var time = 0; time < times; time++)
            Spoil(bytes, random);
        if (bytes is [(byte)'{', ..] && random.Next(4) == 0)
            SpoilName(bytes, random);
        if (bytes.Count > MostBytes)
            bytes.RemoveRange(MostBytes, bytes.Count - MostBytes);
        return random.Next(12) == 0 ? Recode([.. bytes], random) : [.. bytes];
    }

    private void Spoil(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count + 1);
        switch (random.Next(9))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(random.Next(40), bytes.Count - at));
                break;
            case 3:
                bytes.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 4 when random.Next(4) == 0:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                bytes.InsertRange(at, Slice(seeds[random.Next(seeds.Count)], random, 400));
                break;
            case 6:
                bytes.InsertRange(at, Repeat(TagOf(bytes, at), 1 + random.Next(random.Next(20) == 0 ? 600 : 4)));
                break;
            case 7 when bytes.Count > 1:
                // Tags are swapped with tags.
                bytes.InsertRange(at, TagOf(bytes, random.Next(bytes.Count)));
                break;
            default:
                bytes.InsertRange(at, Slice([.. bytes], random, 200));
                break;
        }
    }

    // A name that is JSON by its grammar and no text.
    private static void SpoilName(List<byte> bytes, Random random)
    {
        var open = bytes.IndexOf((byte)'{', random.Next(bytes.Count));
        bytes.InsertRange(open < 0 ? 1 : open + 1, NoNames[random.Next(NoNames.Length)]);
    }

    private static byte[] Slice(byte[] from, Random random, int most)
    {
        var start = random.Next(from.Length + 1);
        return from[start..Math.Min(from.Length, start + random.Next(most))];
    }

    private static byte[] TagOf(List<byte> bytes, int near)
    {
        var start = near >= bytes.Count ? -1 : bytes.IndexOf((byte)'<', near);
        var end = start < 0 ? -1 : bytes.IndexOf((byte)'>', start);
        return end < 0 || end - start > 400 ? "<x>"u8.ToArray() : [.. bytes.GetRange(start, end - start + 1)];
    }

    private static byte[] Repeat(byte[] piece, int times)
    {
        var all = new byte[piece.Length * times];
        for (var at = 0; at < all.Length; at += piece.Length)
            piece.CopyTo(all, at);
        return all;
    }

    private static byte[] Recode(byte[] bytes, Random random)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return random.Next(5) switch
        {
            0 => Encoding.Unicode.GetBytes(text),
            1 => Encoding.BigEndianUnicode.GetBytes(text),
            2 => Encoding.UTF32.GetBytes(text),
            3 => Encoding.Latin1.GetBytes(text),
            _ => [.. Encoding.UTF8.GetPreamble(), .. Encoding.Unicode.GetBytes(text)],
        };
    }
}
