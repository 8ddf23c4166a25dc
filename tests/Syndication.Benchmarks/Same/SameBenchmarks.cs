using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Ingest.Sameness;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Benchmarks.Same;

/// <summary>What is promised of recognising the same article: none of different ones merged, nearly all of the same, in time that does not grow.</summary>
internal static class SameBenchmarks
{
    /// <summary>Different articles have numbers from here on.</summary>
    public const int FirstOther = 1_000_000;

    private const double LeastRight = 0.995;
    private const int LeastPerSecond = 500;
    private const int Lookups = 2_000;
    private static readonly TimeSpan LongestLookup = TimeSpan.FromMilliseconds(2);

    /// <returns>0 where every bar was met, else 1.</returns>
    public static async Task<int> RunAsync(SameSettings settings, CancellationToken ct)
    {
        var table = new Table("what", "measured", "bar", "met");
        var isMet = await RecogniseAsync(settings, table, ct);
        if (settings.Stored > 0)
            isMet &= await LookUpAsync(settings, table, ct);
        Console.WriteLine(table);
        return isMet ? 0 : 1;
    }

    /// <summary>Copies and others in an order in which neither comes first.</summary>
    public static IReadOnlyList<SentArticle> Sent(int pieces, int different) =>
        [
            .. Enumerable
                .Range(0, pieces)
                .SelectMany(number => Editions.Of(Same.Pieces.Ordinary(number)))
                .Concat(Enumerable.Range(FirstOther, different).Select(Same.Pieces.Different))
                .OrderBy(article => (article.Piece * 7919L + article.Source.Length * 31 + article.Source[0]) % 10_007),
        ];

    private static async Task<bool> RecogniseAsync(SameSettings settings, Table table, CancellationToken ct)
    {
        using var host = await IntakeHost.OpenAsync(ct);
        var score = await new SameRun(host.Services).SendAsync(Sent(settings.Pieces, settings.Different), ct);
        foreach (var wrong in score.Wrong(settings.Show))
            Console.WriteLine(wrong);
        var right = (double)score.RightOf(piece => piece < FirstOther) / Math.Max(1, settings.Pieces);
        var rate = score.Sent / score.Storing.TotalSeconds;
        return Add(table, "wrong merges", Text($"{score.WrongMerges}"), "0", score.WrongMerges == 0)
            & Add(
                table,
                Text($"right of {settings.Pieces} from four sources"),
                Text($"{right:P2}"),
                Text($"≥ {LeastRight:P1}"),
                right >= LeastRight
            )
            & Add(table, "stored a second", Text($"{rate:F0}"), Text($"≥ {LeastPerSecond}"), rate >= LeastPerSecond);
    }

    private static async Task<bool> LookUpAsync(SameSettings settings, Table table, CancellationToken ct)
    {
        using var host = await IntakeHost.OpenAsync(ct);
        await host.FillPrintsAsync(settings.Stored, ct);
        var database = host.Services.GetRequiredService<Database>();
        var copies = Enumerable.Range(0, Lookups).Select(Same.Pieces.Ordinary).Select(CopyOf).ToList();
        var clock = Stopwatch.StartNew();
        await database.WriteAsync(
            async (db, token) =>
            {
                foreach (var copy in copies)
                    await PrintIndex.FindAsync(db, copy, copy.PublishedAt ?? default, most: 6, token);
                return true;
            },
            ct
        );
        var each = clock.Elapsed / Lookups;
        var met = Add(
            table,
            Text($"looked up among {settings.Stored:N0}"),
            Text($"{each.TotalMilliseconds:F2} ms"),
            "≤ 2 ms",
            each <= LongestLookup
        );
        var published = await PublishAsync(host, ct);
        table.Add("published a second, nothing recognised", Text($"{published:F0}"), "", "");
        var score = await new SameRun(host.Services).SendAsync([.. Enumerable.Range(0, Lookups).Select(Same.Pieces.Ordinary)], ct);
        var rate = Lookups / score.Storing.TotalSeconds;
        return met & Add(table, "stored a second beside them", Text($"{rate:F0}"), Text($"≥ {LeastPerSecond}"), rate >= LeastPerSecond);
    }

    private static async Task<double> PublishAsync(IntakeHost host, CancellationToken ct)
    {
        await host.Services.GetRequiredService<SectionStore>().PutAsync(new SectionSlug(SameRun.Section), "Coast", _ => { }, ct);
        var (database, publisher) = (host.Services.GetRequiredService<Database>(), host.Services.GetRequiredService<ArticlePublisher>());
        var clock = Stopwatch.StartNew();
        foreach (var chunk in Enumerable.Range(FirstOther, Lookups).Select(Same.Pieces.Ordinary).Chunk(SameRun.Chunk))
        {
            await database.WriteAsync(
                async (db, token) =>
                {
                    foreach (var sent in chunk)
                        await publisher.CreateAsync(
                            db,
                            new ArticleContent
                            {
                                Section = new SectionSlug(SameRun.Section),
                                Title = sent.Title,
                                BodyHtml = sent.Html,
                                PublishedAt = sent.PublishedAt,
                            },
                            token
                        );
                },
                ct
            );
        }

        return Lookups / clock.Elapsed.TotalSeconds;
    }

    /// <summary>As the store compares it.</summary>
    public static ArticleCopy CopyOf(SentArticle sent) =>
        new()
        {
            Title = TextWords.Of(sent.Title),
            Body = TextWords.OfHtml(sent.Html),
            PublishedAt = sent.PublishedAt,
            Addresses = CanonicalAddress.Of(sent.Url) is { } address ? [address] : [],
        };

    private static bool Add(Table table, string what, string measured, string bar, bool met)
    {
        table.Add(what, measured, bar, met ? "yes" : "NO");
        return met;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
