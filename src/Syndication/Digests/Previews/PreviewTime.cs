using System.Globalization;
using Syndication.Subscribers;

namespace Syndication.Digests.Previews;

/// <summary>The time that an operator names: an instant, or without an offset the reader's own clock.</summary>
internal static class PreviewTime
{
    /// <summary>How far ahead anyone can look.</summary>
    public static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    /// <summary>Why a time was refused.</summary>
    public const string Rule =
        "must be a time within the next 366 days such as 2026-12-01T07:00 (by the reader's clock) or 2026-12-01T07:00Z";

    private static readonly string[] Local = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"];

    /// <summary>The instant, or null where it is none or too far.</summary>
    public static DateTimeOffset? Parse(string text, Subscriber reader, DateTimeOffset now)
    {
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(reader.Zone, out var known) ? known : TimeZoneInfo.Utc;
        DateTimeOffset? at =
            DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)
                ? Slot.InstantOf(local, zone)
            : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant
            : null;
        return at >= now && at <= now + Furthest ? at : null;
    }
}
