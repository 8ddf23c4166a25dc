using System.Globalization;
using System.Net;
using Microsoft.Extensions.Options;
using Syndication.Outbound;

namespace Syndication.Ingest.Pictures;

/// <summary>Fetches a picture's first bytes and says what they tell.</summary>
internal sealed class PictureProbe(OutboundClient outbound, IOptions<PictureOptions> options)
{
    private static readonly Dictionary<string, string> FirstBytes = new(StringComparer.Ordinal)
    {
        // RFC 9110, section 14.2; a server may send all of it, of which no more is read.
        ["Range"] = string.Create(CultureInfo.InvariantCulture, $"bytes=0-{PictureHeader.Enough - 1}"),
        ["Accept"] = "image/avif,image/webp,image/*;q=0.8",
        // What is measured is the picture, not its compressed form.
        ["Accept-Encoding"] = "identity",
    };

    /// <summary>Looks at a picture.</summary>
    public async Task<PictureFinding> LookAsync(Uri address, CancellationToken ct)
    {
        var outcome = await outbound.SendAsync(
            new OutboundRequest
            {
                Method = HttpMethod.Get,
                Address = address,
                Headers = FirstBytes,
                MaxBodyBytes = PictureHeader.Enough,
                MaxRedirects = 5,
            },
            ct
        );
        return outcome switch
        {
            OutboundOutcome.Answered answer => Of(answer),
            OutboundOutcome.Refused { Reason: var reason } => new PictureFinding.Dead($"not fetched: {reason}"),
            OutboundOutcome.Failed { Reason: FailureReason.Redirects } => new PictureFinding.Dead("too many redirects"),
            OutboundOutcome.Failed { Reason: var reason } => new PictureFinding.Unclear($"no answer: {reason}", IsSilent: true),
            _ => throw new InvalidOperationException(),
        };
    }

    private PictureFinding Of(OutboundOutcome.Answered answer)
    {
        var status = (int)answer.Status;
        if (status is 408 or 425 or 429 or >= 500)
            return new PictureFinding.Unclear($"the server answers {status}");
        if (!answer.IsSuccess)
            return new PictureFinding.Dead($"the server answers {status}");
        if (PictureHeader.Read(answer.Body.Span) is not { } size)
            return new PictureFinding.Dead(answer.Body.Length == 0 ? "empty" : "not a picture, or none that tells its size");
        if (size.Width < options.Value.Smallest || size.Height < options.Value.Smallest)
            return new PictureFinding.Dead(
                string.Create(CultureInfo.InvariantCulture, $"too small to be a lead picture: {size.Width}x{size.Height}")
            );
        if (size.Type == SvgHeader.Type)
            return new PictureFinding.Dead("SVG, which mail programs do not show");
        return new PictureFinding.Measured(size, LengthOf(answer));
    }

    // Of a part, "bytes 0-65535/123456" or "/*"; of the whole, its own length where it all came or the server says it.
    private static long? LengthOf(OutboundOutcome.Answered answer)
    {
        if (answer.Status is HttpStatusCode.PartialContent)
            return answer.Headers.TryGetValue("Content-Range", out var range) ? Number(range[(range.LastIndexOf('/') + 1)..]) : null;
        if (answer.IsWhole)
            return answer.Body.Length;
        return answer.Headers.TryGetValue("Content-Length", out var length) ? Number(length) : null;
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
