using System.Globalization;
using System.Net.Http.Headers;

namespace Syndication.Ingest.Sources;

/// <summary>What an answer's headers say of time (RFC 9111, RFC 9110 section 10.2.3).</summary>
internal static class Freshness
{
    /// <summary>How long the answer is fresh from now on: <c>max-age</c> less the age, else <c>Expires</c>; null: not said, or nothing sensible.</summary>
    public static TimeSpan? Of(IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        if (headers.TryGetValue("Cache-Control", out var text) && CacheControlHeaderValue.TryParse(text, out var control))
        {
            if (control.NoCache || control.NoStore)
                return null;
            if (control.MaxAge is { } age)
                return Positive(age - Age(headers));
        }

        // Against the server's own clock, which may stand elsewhere than ours.
        return headers.TryGetValue("Expires", out var expires) && Date(expires) is { } end
            ? Positive(end - (headers.TryGetValue("Date", out var sent) ? Date(sent) ?? now : now))
            : null;
    }

    /// <summary>How long to leave the server alone; null: it does not say.</summary>
    public static TimeSpan? RetryAfter(IReadOnlyDictionary<string, string> headers, DateTimeOffset now)
    {
        if (!headers.TryGetValue("Retry-After", out var text))
            return null;
        if (long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return TimeSpan.FromSeconds(Math.Min(seconds, (long)TimeSpan.FromDays(365).TotalSeconds));
        return Date(text) is { } until ? Positive(until - now) : null;
    }

    private static TimeSpan Age(IReadOnlyDictionary<string, string> headers) =>
        headers.TryGetValue("Age", out var text) && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : TimeSpan.Zero;

    private static DateTimeOffset? Date(string text) =>
        DateTimeOffset.TryParseExact(text.Trim(), "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date
            : null;

    private static TimeSpan? Positive(TimeSpan time) => time > TimeSpan.Zero ? time : null;
}
