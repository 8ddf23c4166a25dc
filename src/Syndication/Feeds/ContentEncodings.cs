using System.Collections.Frozen;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Syndication.Feeds;

/// <summary>Choosing and naming codings.</summary>
internal static class ContentEncodings
{
    // What readers, browsers and libraries send, so that few requests need parsing.
    private static readonly FrozenDictionary<string, ContentEncoding> Common = new[]
    {
        "gzip",
        "gzip, deflate",
        "gzip,deflate",
        "deflate, gzip",
        "deflate, gzip, br",
        "deflate, gzip, br, zstd",
        "gzip, deflate, br",
        "gzip, deflate, br, zstd",
        "gzip, br",
        "br, gzip",
        "br, gzip, deflate",
        "br",
        "identity",
        "gzip;q=1.0,deflate;q=0.6,identity;q=0.3",
    }.ToFrozenDictionary(value => value, value => Choose(new StringValues(value)), StringComparer.Ordinal);

    /// <summary>The best coding that the request accepts; without a wish, none.</summary>
    public static ContentEncoding Choose(HttpRequest request)
    {
        var wishes = request.Headers.AcceptEncoding;
        return wishes.Count == 0 ? ContentEncoding.Identity
            : wishes.Count == 1 && Common.TryGetValue(wishes[0]!, out var known) ? known
            : Choose(wishes);
    }

    private static ContentEncoding Choose(StringValues header)
    {
        if (!StringWithQualityHeaderValue.TryParseList(header, out var wishes))
            return ContentEncoding.Identity;
        double? brotli = null;
        double? gzip = null;
        double plain = 0;
        double any = 0;
        foreach (var wish in wishes)
        {
            var quality = wish.Quality ?? 1;
            if (wish.Value.Equals("br", StringComparison.OrdinalIgnoreCase))
                brotli = quality;
            else if (
                wish.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase)
                || wish.Value.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)
            )
                gzip = quality;
            else if (wish.Value.Equals("identity", StringComparison.OrdinalIgnoreCase))
                plain = quality;
            else if (wish.Value.Equals("*", StringComparison.Ordinal))
                any = quality;
        }

        var (forBrotli, forGzip) = (brotli ?? any, gzip ?? any);
        // Plain bytes may always be sent; they are preferred only where the request says so.
        var best = Math.Max(forBrotli, forGzip);
        return best <= 0 || plain > best ? ContentEncoding.Identity
            : forBrotli >= forGzip ? ContentEncoding.Brotli
            : ContentEncoding.Gzip;
    }

    /// <summary>The value of Content-Encoding, or null for none.</summary>
    public static string? Name(this ContentEncoding encoding) =>
        encoding switch
        {
            ContentEncoding.Gzip => "gzip",
            ContentEncoding.Brotli => "br",
            _ => null,
        };
}
