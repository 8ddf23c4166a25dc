using System.Globalization;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>Reads the archives of the publication and of sections.</summary>
internal sealed class ArchiveFeeds(
    ArchiveStore archives,
    ScopeProfiles profiles,
    FeedItemReader items,
    FeedTombstones tombstones,
    FeedIdentity identity,
    IOptions<FeedOptions> options
) : FeedSource<ArchivedFeed>
{
    // With as long again that a shared cache may answer while it asks, a withdrawal takes effect within a day.
    private static readonly TimeSpan ClosedAge = TimeSpan.FromHours(12);

    protected override async Task<FeedVersion> VersionAsync(ArchivedFeed subject, CancellationToken ct) =>
        await archives.FindAsync(subject.Scope, subject.Place, ct) is { } part
            ? FeedVersion.Of(part.Version, DateTimeOffset.FromUnixTimeSeconds(part.ChangedAt))
            : FeedVersion.None;

    protected override async Task<FeedReading> ReadAsync(ArchivedFeed subject, FeedVersion version, CancellationToken ct)
    {
        switch (await profiles.FindAsync(subject.Scope, ct))
        {
            // Months of the one are not months of the other; its current feed leads into its own archives.
            case ScopeProfile.Moved moved:
                return new FeedReading.Moved(new CurrentFeed(Scope.Section(moved.To)));
            case ScopeProfile.Gone:
                return new FeedReading.Gone();
            case ScopeProfile.Known known when version != FeedVersion.None:
                return new FeedReading.Found(await DescribeAsync(subject, known, version, ct));
            default:
                return new FeedReading.Unknown();
        }
    }

    private async Task<FeedDocument> DescribeAsync(
        ArchivedFeed subject,
        ScopeProfile.Known known,
        FeedVersion version,
        CancellationToken ct
    )
    {
        var all = await items.OfAsync(await archives.ReadAsync(subject.Scope, subject.Place, ct), known.Content, ct);
        var (previous, next) = await archives.NeighboursAsync(subject.Scope, subject.Place, ct);
        var current = new CurrentFeed(subject.Scope);
        var head = identity.Describe(subject, subject.Scope, known, version, ByteBudget.Shorten(all, options.Value.ByteBudget));
        return head with
        {
            Id = identity.IdOf($"{subject.Scope.Key}/{subject.Place}"),
            Title = $"{head.Title}, {NameOf(subject.Place, known.Language)}",
            Rhythm = subject.IsClosed && head.Rhythm < ClosedAge ? ClosedAge : head.Rhythm,
            Removed = await tombstones.OfAsync(subject, ct),
            History = new FeedHistory
            {
                IsArchive = true,
                Current = current,
                Previous = previous is { } before ? new ArchivedFeed(subject.Scope, before) : null,
                Next = next is { } after ? new ArchivedFeed(subject.Scope, after) : null,
            },
        };
    }

    // "March 2026", from its second part on "March 2026 (2)". Where years are counted otherwise, the name in addresses serves.
    private static string NameOf(ArchivePlace place, string language)
    {
        var culture = CultureInfo.GetCultureInfo(LanguageTag.IsValid(language) ? language : "en");
        if (culture.Calendar is not GregorianCalendar)
            return place.ToString();
        var month = new DateTime(place.Year, place.Month, 1).ToString(culture.DateTimeFormat.YearMonthPattern, culture);
        return place.Part > 1 ? $"{month} ({place.Part.ToString(CultureInfo.InvariantCulture)})" : month;
    }
}
