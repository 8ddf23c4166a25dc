using System.Globalization;
using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Ingest.Files;

/// <summary>Dates as YAML and its users write them. Without an offset they are in the publication's zone.</summary>
internal sealed class FrontMatterDates(IOptions<PublicationOptions> publication)
{
    private static readonly string[] WithOffset =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd'T'HH:mmK",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz",
        "yyyy-MM-dd HH:mm:ss zzz",
        "yyyy-MM-dd HH:mm zzz",
        "yyyy-MM-dd HH:mm:sszzz",
        "yyyy-MM-dd HH:mm:ssK",
    ];

    private static readonly string[] Local =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mm:ss",
        "yyyy-MM-dd'T'HH:mm",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF",
        "yyyy/MM/dd",
        "yyyy-M-d",
    ];

    /// <summary>The first of the keys that is there; a fault where it is no date.</summary>
    public DateTimeOffset? Read(FrontMatter matter, List<Fault> faults, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (matter.Text(key) is not { } text)
                continue;
            if (Read(text) is { } date)
                return date;
            faults.Add(new Fault(key, text, "a date such as 2026-11-23 or 2026-11-23T07:00:00+01:00"));
            return null;
        }

        return null;
    }

    /// <summary>The instant, or null where the text is no date.</summary>
    public DateTimeOffset? Read(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var trimmed = text.Trim();
        if (DateTime.TryParseExact(trimmed, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return InZone(local);
        // Jekyll writes "+0100", which no format of the platform reads.
        var offset =
            trimmed.Length > 5 && trimmed[^5] is '+' or '-' && trimmed[^4..].All(char.IsAsciiDigit)
                ? trimmed.Insert(trimmed.Length - 2, ":")
                : trimmed;
        offset = offset.EndsWith(" UTC", StringComparison.Ordinal) ? offset[..^4] + " +00:00" : offset;
        return DateTimeOffset.TryParseExact(
            offset,
            WithOffset,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant
            : null;
    }

    private DateTimeOffset InZone(DateTime local)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(publication.Value.TimeZone);
        // A time that the clocks skip: an hour later it exists.
        var real = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(real, zone.GetUtcOffset(real));
    }
}
