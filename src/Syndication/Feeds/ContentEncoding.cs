using Microsoft.Net.Http.Headers;

namespace Syndication.Feeds;

/// <summary>The content codings (RFC 9110, section 8.4.1) that feeds are kept in.</summary>
internal enum ContentEncoding
{
    Identity,
    Gzip,
    Brotli,
}

/// <summary>Choosing and naming codings.</summary>
internal static class ContentEncodings
{
    /// <summary>The best coding that the request accepts; without a wish, none.</summary>
    public static ContentEncoding Choose(HttpRequest request)
    {
        if (!StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var wishes))
            return ContentEncoding.Identity;
        double? brotli = null;
        double? gzip = null;
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
            else if (wish.Value.Equals("*", StringComparison.Ordinal))
                any = quality;
        }

        var (forBrotli, forGzip) = (brotli ?? any, gzip ?? any);
        return forBrotli <= 0 && forGzip <= 0 ? ContentEncoding.Identity
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
