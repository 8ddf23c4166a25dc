using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Ingest.Boilerplate;

/// <summary>What recurs in sources' articles, offered to the operator; nothing is taken out of an article that the operator did not accept.</summary>
internal sealed class BoilerplateDesk(Database database, WebAddresses web)
{
    private const int Most = 200;
    private const int IdLength = 33;

    /// <summary>What recurs in a source's articles and is not decided, and what was decided; the most frequent first, at most 200.</summary>
    /// <param name="source">Only this one's; null: all.</param>
    /// <param name="state">Only those: <see cref="BoilerplateState.Open"/> are the offers; null: all.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<RecurringBlock>> ListAsync(string? source, BoilerplateState? state, CancellationToken ct) =>
        database.ReadAsync((db, token) => ListAsync(db, source, state, token), ct);

    /// <summary>Accepts or refuses one, or leaves it open again. Articles that are there already change when their source gives them again.</summary>
    /// <returns>False where there is none of that number.</returns>
    public Task<bool> DecideAsync(long number, BoilerplateState state, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (await db.Set<BoilerplateBlockRow>().FindAsync([number], token) is not { } block)
                    return false;
                block.State = state;
                return true;
            },
            ct
        );

    private async Task<IReadOnlyList<RecurringBlock>> ListAsync(
        PublicationDb db,
        string? source,
        BoilerplateState? state,
        CancellationToken ct
    )
    {
        var found = await (
            from block in db.Set<BoilerplateBlockRow>()
            join counted in db.Set<BoilerplateSourceRow>() on block.Source equals counted.Source
            where
                (source == null || block.Source == source)
                && (state == null || block.State == state)
                && (
                    block.State != BoilerplateState.Open
                    || (
                        block.Seen >= BoilerplateCounts.LeastSeen
                        && block.Seen * BoilerplateCounts.MostPerOccurrence >= counted.Articles
                        && (block.Words >= BoilerplateCounts.LeastWordsInside || block.SeenAtRim * 5 >= block.Seen * 4)
                    )
                )
            orderby block.Seen descending, block.Number
            select new { Block = block, counted.Articles }
        )
            .Take(Most)
            .ToListAsync(ct);
        var examples = await ExamplesAsync(db, [.. found.SelectMany(one => IdsOf(one.Block)).Distinct()], ct);
        return
        [
            .. found.Select(one => new RecurringBlock
            {
                Id = one.Block.Number,
                Source = one.Block.Source,
                State = WordOf(one.Block.State),
                Text = one.Block.Text,
                Seen = one.Block.Seen,
                Of = one.Articles,
                AtStartOrEnd = one.Block.SeenAtRim,
                Examples = [.. IdsOf(one.Block).Where(examples.ContainsKey).Select(id => examples[id])],
            }),
        ];
    }

    private async Task<Dictionary<ArticleId, BlockExample>> ExamplesAsync(PublicationDb db, List<ArticleId> ids, CancellationToken ct) =>
        (
            await db.Set<ArticleRow>()
                .Where(row => ids.Contains(row.Id))
                .Select(row => new
                {
                    row.Id,
                    row.Title,
                    row.Slug,
                })
                .ToListAsync(ct)
        ).ToDictionary(row => row.Id, row => new BlockExample(row.Title, web.Article(row.Slug)));

    private static IEnumerable<ArticleId> IdsOf(BoilerplateBlockRow block) =>
        Enumerable
            .Range(0, block.Examples.Length / IdLength)
            .Select(i => new ArticleId(Guid.ParseExact(block.Examples.AsSpan(i * IdLength, IdLength - 1), "N")));

    /// <summary>The state as the API and the command line say it.</summary>
    public static string WordOf(BoilerplateState state) =>
        state switch
        {
            BoilerplateState.Accepted => "accepted",
            BoilerplateState.Refused => "refused",
            _ => "offered",
        };

    /// <summary>The state of a word, or null.</summary>
    public static BoilerplateState? StateOf(string? word) =>
        word switch
        {
            "accepted" => BoilerplateState.Accepted,
            "refused" => BoilerplateState.Refused,
            "offered" => BoilerplateState.Open,
            _ => null,
        };
}

/// <summary>A block that recurs in a source's articles.</summary>
internal sealed record RecurringBlock
{
    public required long Id { get; init; }

    /// <summary>The way in.</summary>
    public required string Source { get; init; }

    /// <summary>offered, accepted or refused.</summary>
    public required string State { get; init; }

    /// <summary>Its text, at most 300 characters.</summary>
    public required string Text { get; init; }

    /// <summary>In how many of the last articles it was.</summary>
    public required int Seen { get; init; }

    /// <summary>How many the last articles were.</summary>
    public required int Of { get; init; }

    /// <summary>In how many of them it stood among the first two or last five blocks.</summary>
    public required int AtStartOrEnd { get; init; }

    /// <summary>The newest articles with it.</summary>
    public required IReadOnlyList<BlockExample> Examples { get; init; }
}

/// <summary>An article that had the block when it came in.</summary>
/// <param name="Title">Its headline.</param>
/// <param name="Address">Its page.</param>
internal sealed record BlockExample(string Title, string Address);
