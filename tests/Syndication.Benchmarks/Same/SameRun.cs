using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Ingest;
using Syndication.Ingest.Sameness;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Benchmarks.Same;

/// <summary>Sends articles through the rules and into the store as the ways in do, and scores what was recognised.</summary>
internal sealed class SameRun(IServiceProvider services)
{
    /// <summary>Articles in a transaction.</summary>
    public const int Chunk = 20;

    /// <summary>The section that all articles are in.</summary>
    public const string Section = "coast";

    /// <summary>Sends them in their order.</summary>
    public async Task<SameScore> SendAsync(IReadOnlyList<SentArticle> sent, CancellationToken ct)
    {
        await services.GetRequiredService<SectionStore>().PutAsync(new SectionSlug(Section), "Coast", _ => { }, ct);
        var intake = services.GetRequiredService<ArticleIntake>();
        var context = await intake.ContextAsync(ct);
        var score = new SameScore();
        var storing = new Stopwatch();
        foreach (var chunk in sent.Chunk(Chunk))
        {
            var readings = Array.ConvertAll(chunk, article => Read(article, context));
            storing.Start();
            var stored = await StoreAsync(intake, chunk, readings, ct);
            storing.Stop();
            for (var i = 0; i < chunk.Length; i++)
                score.Add(chunk[i], stored[i].Article);
        }

        score.Storing = storing.Elapsed;
        return score;
    }

    private Reading Read(SentArticle article, ReadingContext context) =>
        services
            .GetRequiredService<DocumentCheck>()
            .Check(
                new ArticleDocument
                {
                    Section = Section,
                    Title = article.Title,
                    BodyHtml = article.Html,
                    Url = article.Url,
                    PublishedAt = article.PublishedAt,
                    Announce = false,
                },
                context,
                []
            );

    private Task<Stored[]> StoreAsync(ArticleIntake intake, SentArticle[] chunk, Reading[] readings, CancellationToken ct) =>
        services
            .GetRequiredService<Database>()
            .WriteAsync(
                async (db, token) =>
                {
                    var stored = new Stored[chunk.Length];
                    for (var i = 0; i < chunk.Length; i++)
                        stored[i] = await intake.StoreAsync(db, chunk[i].Source, chunk[i].Id, readings[i], token);
                    return stored;
                },
                ct
            );
}

/// <summary>What became of articles of which it is known which are the same.</summary>
internal sealed class SameScore
{
    private readonly Dictionary<ArticleId, HashSet<int>> pieces = [];
    private readonly Dictionary<int, HashSet<ArticleId>> articles = [];
    private readonly List<(SentArticle Sent, ArticleId Stored)> all = [];

    /// <summary>Time in the store, without the rules and the cleaning.</summary>
    public TimeSpan Storing { get; set; }

    /// <summary>How many copies were sent.</summary>
    public int Sent => all.Count;

    /// <summary>Articles that hold copies of more than one piece.</summary>
    public int WrongMerges => pieces.Values.Count(several => several.Count > 1);

    /// <summary>Pieces all of whose copies are one article, which holds no others.</summary>
    public int Right => RightOf(_ => true);

    /// <summary>How many pieces there were.</summary>
    public int Pieces => articles.Count;

    /// <inheritdoc cref="Right"/>
    public int RightOf(Predicate<int> which) =>
        articles.Count(piece => which(piece.Key) && piece.Value.Count == 1 && pieces[piece.Value.First()].Count == 1);

    public void Add(SentArticle sent, ArticleId stored)
    {
        (pieces.TryGetValue(stored, out var held) ? held : pieces[stored] = []).Add(sent.Piece);
        (articles.TryGetValue(sent.Piece, out var ids) ? ids : articles[sent.Piece] = []).Add(stored);
        all.Add((sent, stored));
    }

    /// <summary>The copies that went wrong, for a person to look at.</summary>
    public IEnumerable<string> Wrong(int most) =>
        all.Where(copy => pieces[copy.Stored].Count > 1 || articles[copy.Sent.Piece].Count > 1)
            .GroupBy(copy => pieces[copy.Stored].Count > 1 ? $"merged {copy.Stored}" : $"parted {copy.Sent.Piece}", StringComparer.Ordinal)
            .Take(most)
            .Select(group => group.Key + string.Concat(group.Select(Told)) + string.Concat(Pairs([.. group])));

    private static string Told((SentArticle Sent, ArticleId Stored) copy) =>
        $"\n  {copy.Stored.Value:N} {copy.Sent.Source} {copy.Sent.PublishedAt:s} {copy.Sent.Url}\n    {copy.Sent.Title}\n    {copy.Sent.Html.ReplaceLineEndings(" ")}";

    private static IEnumerable<string> Pairs((SentArticle Sent, ArticleId Stored)[] copies) =>
        from later in Enumerable.Range(1, copies.Length - 1)
        from earlier in Enumerable.Range(0, later)
        select $"\n  {earlier} and {later}: {new CopyComparison(SameBenchmarks.CopyOf(copies[later].Sent), SameBenchmarks.CopyOf(copies[earlier].Sent))}";
}
