using System.Collections.Concurrent;
using System.Net;
using Syndication.Outbound;

namespace Syndication.Ingest.FullText;

/// <summary>What sites allow us, fetched once a day each (RFC 9309, section 2.4).</summary>
internal sealed class RobotsRules(OutboundClient outbound, TimeProvider clock)
{
    private const int MostSites = 10_000;
    private static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    // A site that could not be asked is asked again soon: until then it allows nothing.
    private static readonly TimeSpan KeptClosed = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Site> sites = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The rules of the site that an address is on.</summary>
    public async Task<RobotsFile> ForAsync(Uri address, CancellationToken ct)
    {
        var origin = address.GetLeftPart(UriPartial.Authority);
        if (sites.TryGetValue(origin, out var known) && known.Until > clock.GetUtcNow())
            return known.Rules;
        var (rules, isKnown) = await FetchAsync(new Uri(origin + "/robots.txt"), ct);
        if (sites.Count >= MostSites)
            sites.Clear();
        sites[origin] = new Site(rules, clock.GetUtcNow() + (isKnown ? Kept : KeptClosed));
        return rules;
    }

    private async Task<(RobotsFile Rules, bool IsKnown)> FetchAsync(Uri address, CancellationToken ct)
    {
        var outcome = await outbound.SendAsync(
            new OutboundRequest
            {
                Method = HttpMethod.Get,
                Address = address,
                MaxBodyBytes = RobotsFile.MostBytes,
                // Some servers pack it, asked or not: packed bytes read as rules forbid nothing.
                MaxUnpackedBytes = RobotsFile.MostBytes,
                // Section 2.3.1.2 asks for five at least.
                MaxRedirects = 5,
            },
            ct
        );
        return outcome switch
        {
            // Nothing is known of what cannot be unpacked; what is only too long says what its beginning says.
            OutboundOutcome.Answered { IsSuccess: true, BodyFault: not null, Body.Length: 0 } => (RobotsFile.Closed, false),
            OutboundOutcome.Answered { IsSuccess: true } answer => (RobotsFile.Parse(answer.Body.Span, FullTextReader.Product), true),
            // "Unavailable", section 2.3.1.3; a server that is busy has not said so.
            OutboundOutcome.Answered { Status: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } answer
                when answer.Status is not HttpStatusCode.TooManyRequests => (RobotsFile.Open, true),
            OutboundOutcome.Answered { Status: >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest } => (
                RobotsFile.Open,
                true
            ),
            OutboundOutcome.Failed { Reason: FailureReason.Redirects } => (RobotsFile.Open, true),
            // Where we may not go we do not go for the page either.
            OutboundOutcome.Refused => (RobotsFile.Open, false),
            _ => (RobotsFile.Closed, false),
        };
    }

    private sealed record Site(RobotsFile Rules, DateTimeOffset Until);
}
