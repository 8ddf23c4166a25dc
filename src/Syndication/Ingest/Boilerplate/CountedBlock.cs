using Syndication.Articles;

namespace Syndication.Ingest.Boilerplate;

/// <summary>A block of an article of which it is counted how many others have it.</summary>
/// <param name="Key">What it is recognised by.</param>
/// <param name="Text">The start of its text, for people.</param>
/// <param name="Words">How many words it has.</param>
/// <param name="AtRim">Whether it is among the first or last of its article.</param>
internal sealed record CountedBlock(long Key, string Text, int Words, bool AtRim)
{
    private const int StartBlocks = 2;
    private const int EndBlocks = 5;
    private const int FewestWords = 3;
    private const int MostWords = 150;
    private const int LongestText = 300;
    private const int MostOfArticle = 16;

    /// <summary>Those of a cleaned body, each once, the last first: at most 16.</summary>
    public static IReadOnlyList<CountedBlock> Of(string html) =>
        [.. Candidates(BodyBlock.Of(html)).DistinctBy(block => block.Key).Take(MostOfArticle)];

    private static IEnumerable<CountedBlock> Candidates(IReadOnlyList<BodyBlock> blocks)
    {
        // From the rims inwards: of a body of many blocks these are the ones that are counted.
        for (var i = blocks.Count - 1; i >= 0; i--)
        {
            var (block, atRim) = (blocks[i], i < StartBlocks || i >= blocks.Count - EndBlocks);
            if (atRim ? IsCounted(block) : IsCountedInside(block))
                yield return new CountedBlock(
                    block.Key,
                    PlainText.Start(block.Text.Length == 0 ? block.Html : block.Text, LongestText),
                    block.WordCount,
                    atRim
                );
        }
    }

    private static bool IsCounted(BodyBlock block) =>
        block is { WordCount: >= FewestWords and <= MostWords } or { WordCount: 0, Name: not "hr" };

    private static bool IsCountedInside(BodyBlock block) =>
        block is { HasLink: true, WordCount: >= BoilerplateCounts.LeastWordsInside and <= MostWords };
}
