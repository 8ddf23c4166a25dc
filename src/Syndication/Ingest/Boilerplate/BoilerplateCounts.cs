using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Ingest.Boilerplate;

/// <summary>
/// Counts which blocks recur in a source's articles. The last articles are the last one or two hundred: every hundred articles all counts
/// are halved and what was seen once is forgotten, so that a source has at most a few thousand rows, however much it gives.
/// </summary>
internal static class BoilerplateCounts
{
    /// <summary>A block in fewer articles is none that recurs.</summary>
    public const int LeastSeen = 6;

    /// <summary>Of the last articles at least one in so many has it.</summary>
    public const int MostPerOccurrence = 20;

    /// <summary>In the middle of an article it takes a sentence to be boilerplate: subheads recur as well ("What happens next").</summary>
    public const int LeastWordsInside = 8;

    private const int Halving = 100;

    /// <summary>Counts the blocks of a new article, in the caller's transaction.</summary>
    public static async Task AddAsync(
        PublicationDb db,
        string source,
        ArticleId article,
        IReadOnlyList<CountedBlock> blocks,
        CancellationToken ct
    )
    {
        if (blocks.Count > 0)
            await CountBlocksAsync(db, source, article, blocks, ct);
        await CountArticleAsync(db, source, ct);
    }

    private static async Task CountBlocksAsync(
        PublicationDb db,
        string source,
        ArticleId article,
        IReadOnlyList<CountedBlock> blocks,
        CancellationToken ct
    )
    {
        await using var rows = new RowsCommand(db);
        var (owner, example) = (rows.Value(RowsCommand.Text(source)), rows.Value(RowsCommand.Text(article.Value.ToString("N") + " ")));
        foreach (var block in blocks)
        {
            rows.Add(
                RowsCommand.Number(block.Key),
                RowsCommand.Text(block.Text),
                RowsCommand.Number(block.Words),
                RowsCommand.Number(block.AtRim ? 1 : 0)
            );
        }

        // What is the same of all rows stands once: SQLite looks every parameter up among all of them.
        await rows.ExecuteAsync(
            $"""
            INSERT INTO "BoilerplateBlocks" ("Source", "Key", "Text", "Words", "Seen", "SeenAtRim", "Examples", "State")
            SELECT {owner}, block.column1, block.column2, block.column3, 1, block.column4, {example}, {(int)BoilerplateState.Open}
            FROM (VALUES {rows.Rows}) AS block WHERE true
            ON CONFLICT ("Source", "Key") DO UPDATE SET
                "Seen" = "BoilerplateBlocks"."Seen" + 1,
                "SeenAtRim" = "BoilerplateBlocks"."SeenAtRim" + excluded."SeenAtRim",
                "Examples" = substr(excluded."Examples" || "BoilerplateBlocks"."Examples", 1, 99)
            """,
            ct
        );
    }

    private static async Task CountArticleAsync(PublicationDb db, string source, CancellationToken ct)
    {
        await using var counts = new RowsCommand(db);
        counts.Add(RowsCommand.Text(source), RowsCommand.Number(1));
        var counted = await counts.ReadAsync(
            $"""
            INSERT INTO "BoilerplateSources" ("Source", "Articles") VALUES {counts.Rows}
            ON CONFLICT ("Source") DO UPDATE SET "Articles" = "BoilerplateSources"."Articles" + 1 RETURNING "Articles"
            """,
            row => row.GetInt32(0),
            ct
        );
        if (counted[0] < 2 * Halving)
            return;
        await db.Set<BoilerplateSourceRow>()
            .Where(row => row.Source == source)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Articles, row => row.Articles / 2), ct);
        var blocks = db.Set<BoilerplateBlockRow>().Where(block => block.Source == source);
        await blocks.ExecuteUpdateAsync(
            set =>
                set.SetProperty(block => block.Seen, block => block.Seen / 2)
                    .SetProperty(block => block.SeenAtRim, block => block.SeenAtRim / 2),
            ct
        );
        await blocks.Where(block => block.Seen == 0 && block.State == BoilerplateState.Open).ExecuteDeleteAsync(ct);
    }
}
