using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Ingest.Boilerplate;

/// <summary>Takes out of a source's articles what the operator accepted as boilerplate.</summary>
internal static class BoilerplateRules
{
    private const int Shown = 60;

    /// <summary>Applies the source's accepted rules, in the caller's transaction.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="source">The way in.</param>
    /// <param name="html">A cleaned body.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<TrimmedBody> ApplyAsync(PublicationDb db, string source, string html, CancellationToken ct)
    {
        await using var blocks = new RowsCommand(db);
        var (state, of) = (blocks.Value(RowsCommand.Number((int)BoilerplateState.Accepted)), blocks.Value(RowsCommand.Text(source)));
        var keys = await blocks.NumbersAsync($"""SELECT "Key" FROM "BoilerplateBlocks" WHERE "State" = {state} AND "Source" = {of}""", ct);
        return keys.Count == 0 ? new TrimmedBody(html, []) : Apply(html, keys);
    }

    /// <summary>
    /// The body without the blocks of those keys, and without the lists of links under a heading that is one ("More from Gear"). A body that
    /// would have no words left stays as it is.
    /// </summary>
    public static TrimmedBody Apply(string html, IReadOnlySet<long> keys)
    {
        var kept = new List<BodyBlock>();
        var removed = new List<string>();
        var isUnderHeading = false;
        foreach (var block in BodyBlock.Of(html))
        {
            var isRule = keys.Contains(block.Key);
            isUnderHeading = isRule ? block.IsHeading : isUnderHeading && block.IsOfLinks;
            if (isRule || isUnderHeading)
                removed.Add("removed as boilerplate: " + PlainText.Start(block.Text.Length == 0 ? block.Html : block.Text, Shown));
            else
                kept.Add(block);
        }

        return removed.Count == 0 || kept.TrueForAll(block => block.WordCount == 0)
            ? new TrimmedBody(html, [])
            : new TrimmedBody(string.Concat(kept.Select(block => block.Html)), removed);
    }
}

/// <summary>A body without boilerplate.</summary>
/// <param name="Html">What is left.</param>
/// <param name="Removed">What was taken out, one line each.</param>
internal sealed record TrimmedBody(string Html, IReadOnlyList<string> Removed);
