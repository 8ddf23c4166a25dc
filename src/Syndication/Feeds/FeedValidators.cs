using Microsoft.Net.Http.Headers;

namespace Syndication.Feeds;

/// <summary>Whether a request's own copy is still the current one (RFC 9110, section 13).</summary>
internal static class FeedValidators
{
    /// <summary>Whether 304 is the answer. Tags decide where there are any; else the date does.</summary>
    public static bool IsCurrent(HttpRequest request, FeedHeaders feed, TimeProvider clock)
    {
        var tags = request.Headers.IfNoneMatch;
        // Most send back what they were given, and what is given is not worth taking apart.
        return tags.Count == 0 ? feed.ChangedAt is { } changedAt && IsSince(request, changedAt, clock)
            : tags.Count == 1 && feed.HasTag(tags[0]!) ? true
            : tags.Any(line => line is not null && line.Split(',').Any(tag => Names(tag, feed.Version)));
    }

    // Any encoding's tag of the version will do, weakly compared: caches send the one they have (nginx weakens it, Apache adds -gzip, Jetty --gzip).
    private static bool Names(string tag, string version)
    {
        var text = tag.AsSpan().Trim();
        if (text is "*")
            return true;
        if (text.StartsWith("W/", StringComparison.OrdinalIgnoreCase))
            text = text[2..];
        text = text.Trim('"');
        foreach (var suffix in (ReadOnlySpan<string>)["--gzip", "-gzip", "-br", ";gzip", "+gzip", "+br"])
        {
            if (text.EndsWith(suffix, StringComparison.Ordinal))
                text = text[..^suffix.Length];
        }

        return text.SequenceEqual(version);
    }

    // Clients send dates of their own, so a later date counts as ours. A date cannot tell states of the same second apart, and one in the
    // future was not taken from any answer: then the feed is sent.
    private static bool IsSince(HttpRequest request, DateTimeOffset changedAt, TimeProvider clock) =>
        request.Headers.IfModifiedSince is { Count: > 0 } date
        && HeaderUtilities.TryParseDate(date.ToString(), out var since)
        && since >= changedAt
        && clock.GetUtcNow() is var now
        && since <= now
        && now >= changedAt.AddSeconds(1);
}
