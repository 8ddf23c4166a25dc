using System.Globalization;
using System.Text;

namespace Syndication.Bounces.Judging;

/// <summary>Addresses of RFC 6533 in ASCII: <c>\x{1F408}@example.org</c>.</summary>
internal static class XText
{
    public static string Decode(string text)
    {
        var decoded = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var close = text.AsSpan(at).StartsWith("\\x{") ? text.IndexOf('}', at) : -1;
            if (
                close > 0
                && close - at <= 9
                && int.TryParse(
                    text.AsSpan(at + 3, close - at - 3),
                    NumberStyles.AllowHexSpecifier,
                    CultureInfo.InvariantCulture,
                    out var value
                )
                && Rune.IsValid(value)
            )
            {
                decoded.Append(new Rune(value).ToString());
                at = close;
            }
            else
                decoded.Append(text[at]);
        }

        return decoded.ToString();
    }
}
