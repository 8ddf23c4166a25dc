using System.Net;
using System.Security.Cryptography;
using Syndication.Outbound;

namespace Syndication.Ingest.Sources;

/// <summary>Asks a source for its document, and only for what is not known yet.</summary>
internal sealed class SourceFetcher(OutboundClient client, TimeProvider clock)
{
    /// <summary>Most bytes of a document, packed or not.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>Most time for one request; who sends a byte at a time is cut off.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private const int MostRedirects = 5;

    private const string AnyFeed =
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1";

    private const string Json = "application/json, */*;q=0.1";

    /// <summary>Fetches one document.</summary>
    /// <param name="source">Whose.</param>
    /// <param name="address">Where.</param>
    /// <param name="known">The row whose validators are sent along; null: everything is asked for.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Fetched> FetchAsync(Source source, Uri address, SourceRow? known, CancellationToken ct)
    {
        var request = new OutboundRequest
        {
            Method = HttpMethod.Get,
            Address = address,
            Headers = Headers(source.Kind, known),
            Authorization = source.AuthorizationAt(address),
            Timeout = Timeout,
            MaxBodyBytes = MostBytes,
            MaxUnpackedBytes = MostBytes,
            MaxRedirects = MostRedirects,
        };
        return await client.SendAsync(request, ct) switch
        {
            OutboundOutcome.Answered answer => Judge(answer, known),
            OutboundOutcome.Refused refused => Nothing(SourceOutcome.Refused, address, WhyRefused(refused.Reason)),
            OutboundOutcome.Failed failed => Nothing(SourceOutcome.Failed, address, WhyFailed(failed.Reason)),
            _ => Nothing(SourceOutcome.Failed, address, "no answer"),
        };
    }

    private static Dictionary<string, string> Headers(SourceKind kind, SourceRow? known)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Accept"] = kind is SourceKind.Feed ? AnyFeed : Json };
        if (known?.ETag is { } tag)
            headers["If-None-Match"] = tag;
        if (known?.LastModified is { } date)
            headers["If-Modified-Since"] = date;
        return headers;
    }

    private Fetched Judge(OutboundOutcome.Answered answer, SourceRow? known)
    {
        var now = clock.GetUtcNow();
        var fetched = new Fetched
        {
            Outcome = SourceOutcome.Failed,
            Status = (int)answer.Status,
            Address = answer.Address,
            Headers = answer.Headers,
            FreshFor = Freshness.Of(answer.Headers, now),
        };
        return answer.Status switch
        {
            // Nobody asked for less than all of it.
            HttpStatusCode.NotModified when known?.ETag is null && known?.LastModified is null => fetched with { Reason = "304 unasked" },
            HttpStatusCode.NotModified => fetched with { Outcome = SourceOutcome.NotModified, MovedTo = Trusted(answer) },
            HttpStatusCode.OK => Read(fetched, answer, known),
            HttpStatusCode.Gone => fetched with { Outcome = SourceOutcome.Ended, Reason = "410 Gone" },
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => fetched with
            {
                Outcome = SourceOutcome.Busy,
                Reason = Line(answer.Status),
                RetryAfter = Freshness.RetryAfter(answer.Headers, now),
            },
            _ => fetched with { Reason = Line(answer.Status) },
        };
    }

    private static Fetched Read(Fetched fetched, OutboundOutcome.Answered answer, SourceRow? known)
    {
        if (answer.BodyFault is { } fault)
            return fetched with { Reason = WhyNotWhole(fault) };
        var hash = SHA256.HashData(answer.Body.Span);
        var isSame = known?.BodyHash is { } before && before.AsSpan().SequenceEqual(hash);
        return fetched with
        {
            Outcome = isSame ? SourceOutcome.NotModified : SourceOutcome.Read,
            Body = answer.Body,
            ContentType = answer.Headers.GetValueOrDefault("Content-Type"),
            ETag = answer.Headers.GetValueOrDefault("ETag"),
            LastModified = answer.Headers.GetValueOrDefault("Last-Modified"),
            Hash = hash,
            MovedTo = Trusted(answer),
        };
    }

    // What is shown and sent again must carry nobody's password, and fit its column.
    private static Uri? Trusted(OutboundOutcome.Answered answer) => answer.MovedTo is { } moved && IsToBeKept(moved) ? moved : null;

    /// <summary>Whether an address that others named may be shown, sent and stored.</summary>
    public static bool IsToBeKept(Uri address) => address.UserInfo.Length == 0 && address.AbsoluteUri.Length <= 2000;

    private static Fetched Nothing(SourceOutcome outcome, Uri address, string reason) =>
        new()
        {
            Outcome = outcome,
            Address = address,
            Reason = reason,
        };

    private static string Line(HttpStatusCode status) => $"{(int)status} {status}";

    private static string WhyRefused(RefusalReason reason) =>
        reason switch
        {
            RefusalReason.Scheme => "the address is neither http nor https",
            RefusalReason.UserInfo => "there is a name or a password in the address",
            RefusalReason.Port => "the port is none of the web's",
            _ => "the address leads to a network that is not public (Outbound:AllowedNetworks)",
        };

    private static string WhyFailed(FailureReason reason) =>
        reason switch
        {
            FailureReason.Name => "the name leads to no address",
            FailureReason.Timeout => "no whole answer in time",
            FailureReason.Redirects => "too many redirects",
            _ => "no connection, or it broke",
        };

    private static string WhyNotWhole(BodyFault fault) =>
        fault switch
        {
            BodyFault.TooLong or BodyFault.TooLongUnpacked => "the document is longer than 16 MiB",
            BodyFault.Bomb => "the document unpacks to far more than any text does",
            _ => "the document cannot be unpacked",
        };
}
