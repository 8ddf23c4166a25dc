using System.Net;
using FsCheck.Xunit;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Feeds;
using Syndication.Publication;

namespace Syndication.Tests.Feeds;

public sealed class ArchiveWalkTests
{
    [Property(MaxTest = 10, EndSize = 50)]
    public void However_a_publication_came_about_a_walk_meets_every_visible_article_once((byte Kind, byte Which)[] steps)
    {
        using var history = new ArchiveHistory();
        foreach (var (kind, which) in Enough(steps))
            history.DoAsync(kind, which).GetAwaiter().GetResult();

        foreach (var scope in ArchiveHistory.Scopes)
            WalkAsync(history, scope).GetAwaiter().GetResult();
    }

    [Property(MaxTest = 6, EndSize = 40)]
    public void An_archives_tag_and_date_move_when_and_only_when_it_changes((byte Kind, byte Which)[] steps)
    {
        using var history = new ArchiveHistory();
        var before = new Dictionary<string, (string Tag, DateTimeOffset Date, string Body)>(StringComparer.Ordinal);
        foreach (var (kind, which) in Enough(steps))
        {
            history.DoAsync(kind, which).GetAwaiter().GetResult();
            foreach (var (address, now) in StatesAsync(history).GetAwaiter().GetResult())
            {
                if (before.TryGetValue(address, out var then))
                {
                    Assert.Equal(then.Body == now.Body, then.Tag == now.Tag);
                    Assert.True(then.Tag == now.Tag ? then.Date == now.Date : then.Date < now.Date, address);
                }

                before[address] = now;
            }
        }
    }

    [Theory]
    [InlineData(1, "full")]
    [InlineData(500, "full")]
    [InlineData(3, "summary")]
    public async Task Whatever_a_feed_carries_the_walk_is_whole_and_every_archive_says_how_long_it_keeps(int itemCount, string content)
    {
        using var history = new ArchiveHistory(itemCount);
        if (content == "summary")
            await history
                .Host.Services.GetRequiredService<SectionStore>()
                .PutAsync(FeedFixture.Gear, "Gear", section => section.Content = FeedContent.Summary, CancellationToken.None);
        // Two months, the first in parts, articles that moved between sections, and one archive that all was taken back from.
        foreach (var (kind, which) in new (byte, byte)[] { (3, 1), (3, 8), (8, 2), (10, 31), (0, 3), (1, 5), (10, 31), (0, 9), (8, 1) })
            await history.DoAsync(kind, which);
        var only = await history.PublishAsync(ArchiveHistory.Content(6));
        await history.DoAsync(10, 31);
        await history.WithdrawAsync(only);
        await history.PublishAsync(ArchiveHistory.Content(7) with { PublishedAt = null });

        foreach (var scope in ArchiveHistory.Scopes)
        {
            await WalkAsync(history, scope);
            foreach (var part in await history.PartsAsync(scope))
                await CheckHeadersAsync(history, scope, ArchivePlace.Of(part.Place));
        }
    }

    private static async Task CheckHeadersAsync(ArchiveHistory history, Scope scope, ArchivePlace place)
    {
        using var client = history.Host.CreateClient();
        foreach (var format in FeedFormats.All)
        {
            using var answer = await client.GetAsync($"/feeds/{scope.Key}/{place}.{format.Extension()}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotNull(answer.Headers.ETag);
            Assert.NotNull(answer.Content.Headers.LastModified);
            var closed = history.Host.Clock.GetUtcNow() >= place.End;
            Assert.InRange(
                answer.Headers.CacheControl!.MaxAge!.Value,
                closed ? TimeSpan.FromHours(12) : TimeSpan.FromMinutes(5),
                closed ? TimeSpan.FromHours(24) : TimeSpan.FromHours(1)
            );
        }
    }

    private static async Task WalkAsync(ArchiveHistory history, Scope scope)
    {
        var visible = (await history.VisibleAsync(scope)).Select(article => article.Id.ToString()).Order().ToList();
        var parts = (await history.PartsAsync(scope)).Count(part => part.Visible > 0);
        using var client = history.Host.CreateClient();
        List<string>? order = null;
        foreach (var format in FeedFormats.All)
        {
            var walked = await ArchiveWalk.FromAsync(client, "http://localhost/feeds/" + scope.Key, format);
            var (current, archives) = (walked[0], walked.Skip(1).ToList());

            Assert.False(current.IsArchive);
            Assert.All(archives, archive => Assert.True(archive.IsArchive));
            Assert.Equal(visible, walked.SelectMany(feed => feed.Ids).Distinct().Order());
            var archived = archives.SelectMany(feed => feed.Ids).ToList();
            Assert.Equal(archived.Count, archived.Distinct().Count());
            Assert.InRange(archives.Count, 0, parts);
            Assert.Equal(visible.Count <= current.Ids.Count, archives.Count == 0);
            order ??= archived;
            Assert.Equal(order, archived);
            if (format is FeedFormat.Json)
                continue;
            Assert.All(archives, archive => Assert.Equal(current.Address, archive.Current));
            Assert.All(archives.Zip(archives.Skip(1)), pair => Assert.Equal(pair.First.Address, pair.Second.Next));
        }
    }

    // JSON Feed has no date of its own in it, so its bytes tell whether anything but the date changed.
    private static async Task<Dictionary<string, (string Tag, DateTimeOffset Date, string Body)>> StatesAsync(ArchiveHistory history)
    {
        using var client = history.Host.CreateClient();
        var states = new Dictionary<string, (string, DateTimeOffset, string)>(StringComparer.Ordinal);
        foreach (var scope in ArchiveHistory.Scopes)
        {
            foreach (var part in await history.PartsAsync(scope))
            {
                var address = $"/feeds/{scope.Key}/{ArchivePlace.Of(part.Place)}";
                var (json, atom) = (await client.GetAsync(address + ".json"), await client.GetStringAsync(address + ".atom"));
                var next = ArchiveWalk.Read(address, atom, FeedFormat.Atom).Next;
                var body = await json.Content.ReadAsStringAsync() + next + Tombstones(atom);
                states[address] = (json.Headers.ETag!.Tag, json.Content.Headers.LastModified!.Value, body);
            }
        }

        return states;
    }

    private static string Tombstones(string atom) => string.Concat(atom.Split('\n').Where(line => line.Contains("deleted-entry")));

    // What FsCheck starts with is too short for a month to fill.
    private static IEnumerable<(byte, byte)> Enough((byte Kind, byte Which)[] steps) =>
        ((byte Kind, byte Which)[])[(3, 1), (0, 7), (10, 30), (3, 2), .. steps];
}
