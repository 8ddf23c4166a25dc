using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using Syndication.Feeds;
using Syndication.Publication;

namespace Syndication.Tests.Feeds;

/// <summary>Whatever articles hold, no feed is larger than it may be, and what it gives up it gives up in order.</summary>
public sealed class ByteBudgetTests
{
    private const string Signs = "aaaaaaaaaa <>&\"'\\\n]]>é東😀\u2028\uE000\U000F0000\t/";
    private static readonly FeedLinks Links = new(new WebAddresses(Options.Create(new PublicationOptions())));

    [Property(MaxTest = 60)]
    public void The_bytes_of_every_format_stay_within_the_budget(int seed, ushort more, bool isHostile)
    {
        var budget = 65_536 + more;
        var random = new Random(seed);
        var items = Enumerable.Range(0, random.Next(1, 60)).Select(number => ItemOf(random, number, isHostile)).ToList();

        var fitted = ByteBudget.Fit(DocumentOf(random, items), budget);

        if (fitted.Items.Count > 1)
        {
            Assert.InRange(RssWriter.Write(fitted, new FeedFormatLinks(Links, FeedFormat.Rss)).Length, 1, budget);
            Assert.InRange(AtomWriter.Write(fitted, new FeedFormatLinks(Links, FeedFormat.Atom)).Length, 1, budget);
            Assert.InRange(JsonFeedWriter.Write(fitted, new FeedFormatLinks(Links, FeedFormat.Json)).Length, 1, budget);
        }

        Assert.Equal(items.Take(fitted.Items.Count).Select(item => item.Id), fitted.Items.Select(item => item.Id));
        if (fitted.Items.Count < items.Count)
            Assert.All(fitted.Items, item => Assert.Null(item.ContentHtml));
    }

    [Property(MaxTest = 200)]
    public void A_newer_text_goes_before_an_older_one_only_where_it_is_larger(int seed)
    {
        var random = new Random(seed);
        var items = Enumerable
            .Range(0, 20)
            .Select(number => ItemOf(random, number, isHostile: false) with { ContentHtml = new string('x', random.Next(1, 40_000)) })
            .ToList();

        var fitted = ByteBudget.Fit(items, 150_000);

        for (var at = 0; at < fitted.Count; at++)
        {
            if (fitted[at].ContentHtml is null)
                Assert.All(
                    fitted.Skip(at).Where(older => older.ContentHtml is not null),
                    older => Assert.True(older.ContentHtml!.Length < items[at].ContentHtml!.Length)
                );
        }
    }

    [Fact]
    public void Where_all_texts_fit_all_are_kept()
    {
        var items = Enumerable
            .Range(0, 50)
            .Select(number => ItemOf(new Random(number), number, isHostile: false) with { ContentHtml = new string('x', 10_000) })
            .ToList();

        Assert.All(ByteBudget.Fit(items, 1_000_000), item => Assert.NotNull(item.ContentHtml));
    }

    private static FeedItem ItemOf(Random random, int number, bool isHostile) =>
        new()
        {
            Id = $"urn:uuid:01a208ad-1cb1-7f88-b44a-07c39494{number:x4}",
            Url = "http://localhost/articles/" + new string('a', random.Next(1, 60)),
            Title = "t" + FeedText.Line(TextOf(random, isHostile ? 500 : 80, isHostile)),
            Summary = "s" + FeedText.Line(TextOf(random, isHostile ? 2000 : 200, isHostile)),
            ContentHtml = random.Next(8) == 0 ? null : FeedText.Clean(TextOf(random, random.Next(1, 60_000), isHostile)),
            Language = "en",
            Published = DateTimeOffset.UnixEpoch.AddYears(50),
            Updated = DateTimeOffset.UnixEpoch.AddYears(50),
            Authors =
            [
                .. Enumerable
                    .Range(0, random.Next(4))
                    .Select(_ => new FeedAuthor("n" + FeedText.Line(TextOf(random, 100, isHostile)), "http://localhost/authors/x")),
            ],
            Categories =
            [
                .. Enumerable
                    .Range(0, random.Next(6))
                    .Select(at => new FeedCategory("c" + at, "http://localhost/tags", "l" + FeedText.Line(TextOf(random, 100, isHostile)))),
            ],
            Image =
                random.Next(2) == 0
                    ? null
                    : new FeedImage(
                        "http://localhost/" + new string('i', random.Next(1, 1000)),
                        FeedText.Line(TextOf(random, 1000, isHostile)),
                        FeedText.Line(TextOf(random, 300, isHostile)),
                        1200,
                        800,
                        "image/jpeg",
                        1
                    ),
            Attachments =
            [
                .. Enumerable
                    .Range(0, random.Next(3))
                    .Select(at => new FeedAttachment(
                        $"http://localhost/{at}" + new string('f', random.Next(1, 300)),
                        "audio/mpeg",
                        1,
                        "f" + FeedText.Line(TextOf(random, 100, isHostile))
                    )),
            ],
        };

    private static string TextOf(Random random, int length, bool isHostile)
    {
        var signs = Signs.EnumerateRunes().Select(rune => rune.ToString()).ToArray();
        if (!isHostile)
            return new string('a', random.Next(length));
        // One kind of sign alone is the worst case for one format.
        var only = random.Next(2) == 0 ? signs[random.Next(signs.Length)] : null;
        return string.Concat(Enumerable.Range(0, random.Next(length)).Select(_ => only ?? signs[random.Next(signs.Length)]));
    }

    private static FeedDocument DocumentOf(Random random, IReadOnlyList<FeedItem> items) =>
        new()
        {
            Subject = new CurrentFeed(Scope.Publication),
            Id = "urn:uuid:01a208ad-1cb1-8f88-b44a-07c39494e0f5",
            Title = "t" + FeedText.Line(TextOf(random, 100, isHostile: true)),
            Description = "d" + FeedText.Line(TextOf(random, 1000, isHostile: true)),
            Language = "en",
            Page = "http://localhost/",
            Updated = DateTimeOffset.UnixEpoch.AddYears(50),
            Publisher = new FeedAuthor("The Test Post", "http://localhost/"),
            Rhythm = TimeSpan.FromMinutes(5),
            Items = items,
        };
}
