using Syndication.Ingest.Formats;
using Syndication.Ingest.FullText;

namespace Syndication.Ingest.Sources;

/// <summary>Takes the whole text of a piece from its page, where the source gives only a summary and the operator says that its publisher allows it.</summary>
internal sealed class WholeTexts(PageFetcher pages, TimeProvider clock)
{
    // Pages of one host come one a second at most; a turn ends well before the hold on its source does.
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(4);

    /// <summary>The piece as it is to be taken in.</summary>
    /// <param name="turn">Whose.</param>
    /// <param name="item">As the source gave it.</param>
    /// <param name="mended">Where it is noted why there is no whole text.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The piece, and whether its page should be asked another time.</returns>
    public async Task<(SourceItem Item, bool IsLater)> CompleteAsync(
        SourceTurn turn,
        SourceItem item,
        List<string> mended,
        CancellationToken ct
    )
    {
        if (!turn.Source.FullText || item.IsWithdrawn || item.ContentHtml is not null)
            return (item, false);
        if (!Uri.TryCreate(item.Url, UriKind.Absolute, out var page))
            return (item, false);
        if (clock.GetUtcNow() - turn.At > MostTime)
        {
            mended.Add("whole texts of further pieces are taken another time");
            return (item, true);
        }

        switch (await pages.ReadAsync(page, ct))
        {
            case FullTextOutcome.Found(var article):
                return (article.Complete(item), false);
            case FullTextOutcome.NotAllowed(var rule):
                mended.Add($"no whole text: not allowed ({rule})");
                return (item, false);
            case FullTextOutcome.Missing(var reason):
                mended.Add($"no whole text: {reason}");
                return (item, false);
            case FullTextOutcome.Unreachable(var reason):
                mended.Add($"no whole text this time: {reason}");
                return (item, true);
            case var other:
                throw new InvalidOperationException($"Nothing is known of {other.GetType().Name}.");
        }
    }
}
