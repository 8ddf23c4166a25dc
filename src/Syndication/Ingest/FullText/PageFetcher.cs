using System.Text.RegularExpressions;
using Syndication.Outbound;

namespace Syndication.Ingest.FullText;

/// <summary>
/// Fetches an article's page where its publisher allows it: within <c>robots.txt</c> at every redirect, one page at a time from a host, never
/// past a login.
/// </summary>
internal sealed partial class PageFetcher(OutboundClient outbound, RobotsRules robots, PagePauses turns)
{
    private const int MostRedirects = 5;
    private const int MostBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    private static readonly Dictionary<string, string> Headers = new(StringComparer.Ordinal)
    {
        ["Accept"] = "text/html, application/xhtml+xml;q=0.9",
    };

    /// <summary>The article of a page, or why it is not to be had.</summary>
    public async Task<FullTextOutcome> ReadAsync(Uri page, CancellationToken ct)
    {
        var address = page;
        for (var redirects = 0; redirects <= MostRedirects; redirects++)
        {
            var rules = await robots.ForAsync(address, ct);
            // Who cannot be asked has neither allowed nor forbidden it: another time it can be told.
            if (rules == RobotsFile.Closed)
                return new FullTextOutcome.Unreachable("its robots.txt cannot be had");
            if (!rules.Allows(address.PathAndQuery))
                return new FullTextOutcome.NotAllowed("robots.txt");
            var pause = rules.CrawlDelay is { } asked && asked > Pause ? asked : Pause;
            if (!await turns.TakeAsync(address.Authority, pause < LongestPause ? pause : LongestPause, LongestWait, ct))
                return new FullTextOutcome.Unreachable("many other pages of this host come first");
            var outcome = await outbound.SendAsync(
                new OutboundRequest
                {
                    Method = HttpMethod.Get,
                    Address = address,
                    Headers = Headers,
                    Timeout = TimeSpan.FromSeconds(20),
                    MaxBodyBytes = MostBytes,
                    MaxUnpackedBytes = MostBytes,
                },
                ct
            );
            if (outcome is not OutboundOutcome.Answered answer)
                return Unanswered(outcome);
            if (Next(answer) is not { } next)
                return Judge(answer, address);
            if (IsLogin(next) && !IsLogin(page))
                return new FullTextOutcome.NotAllowed("the page leads to a login");
            address = next;
        }

        return new FullTextOutcome.Missing("too many redirects");
    }

    private static FullTextOutcome Judge(OutboundOutcome.Answered answer, Uri address)
    {
        var status = (int)answer.Status;
        if (status is 401 or 402 or 403 or 407 or 451)
            return new FullTextOutcome.NotAllowed($"the server answers {status}");
        if (status is 408 or 425 or 429 or >= 500)
            return new FullTextOutcome.Unreachable($"the server answers {status}");
        if (!answer.IsSuccess)
            return new FullTextOutcome.Missing($"the server answers {status}");
        var type = answer.Headers.GetValueOrDefault("Content-Type");
        if (
            type is not null
            && !type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase)
            && !type.Contains("xhtml", StringComparison.OrdinalIgnoreCase)
        )
            return new FullTextOutcome.Missing("not an HTML page");
        if (RobotsDirectives.Refusal(answer.Headers.GetValueOrDefault("X-Robots-Tag"), FullTextReader.Product) is { } directive)
            return new FullTextOutcome.NotAllowed($"the page says {directive} to programs (X-Robots-Tag)");
        return answer.IsWhole
            ? FullTextReader.Read(answer.Body, type, address)
            : new FullTextOutcome.Missing("the page is longer than 4 MiB, or cannot be unpacked");
    }

    private static FullTextOutcome Unanswered(OutboundOutcome outcome) =>
        outcome switch
        {
            OutboundOutcome.Refused { Reason: var reason } => new FullTextOutcome.Missing($"not fetched: {reason}"),
            OutboundOutcome.Failed { Reason: var reason } => new FullTextOutcome.Unreachable($"no answer: {reason}"),
            _ => throw new InvalidOperationException(),
        };

    private static Uri? Next(OutboundOutcome.Answered answer) =>
        (int)answer.Status is 301 or 302 or 303 or 307 or 308
        && answer.Headers.TryGetValue("Location", out var location)
        && Uri.TryCreate(answer.Address, location, out var next)
            ? next
            : null;

    private static bool IsLogin(Uri address) => Login.IsMatch(address.Host + address.AbsolutePath);

    // A whole part of the path, with or without an ending, or the host's first label: a headline's "login-troubles" is none.
    [GeneratedRegex(
        @"(?:^|/)(?:(?:(?:wp|users?|members?|customers?|readers?|web|my|sp)[-_]?)?(?:log|sign)[-_]?(?:in|on)(?:[-_](?:form|page|required))?"
            + @"|sso|saml2?|oidc|oauth2?|auth|authenticate|authorize|accounts?|registration|register|paywall|subscribe)(?:[./?;]|$)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Login { get; }
}
