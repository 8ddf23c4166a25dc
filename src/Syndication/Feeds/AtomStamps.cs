using System.Globalization;

namespace Syndication.Feeds;

/// <summary>
/// The entries' <c>updated</c>. Articles that go out at the same hour share their second, which validators report as a fault and some
/// readers take for the same state; so the microseconds come from the article's id: the same in every feed, whatever stands beside it.
/// </summary>
internal sealed class AtomStamps
{
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);

    public string For(FeedItem item)
    {
        var updated = item.Updated.ToUniversalTime();
        var instant = updated
            .AddTicks(-(updated.Ticks % TimeSpan.TicksPerMillisecond))
            .AddMicroseconds(Convert.ToInt32(item.Id[^4..], 16) % 1000);
        for (var stamp = Format(instant); ; stamp = Format(instant))
        {
            if (taken.Add(stamp))
                return stamp;
            instant = instant.AddMicroseconds(1);
        }
    }

    private static string Format(DateTimeOffset instant) =>
        instant.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
