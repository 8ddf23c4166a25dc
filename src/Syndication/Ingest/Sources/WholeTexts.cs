using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;
using Syndication.Ingest.FullText;

namespace Syndication.Ingest.Sources;

/// <summary>Takes the whole text of a piece from its page, where the source gives only a summary and the operator says that its publisher allows it.</summary>
internal sealed class WholeTexts(PageFetcher pages, TimeProvider clock)
{
    /// <summary>Most pages that are asked for in one turn of a source; the rest of its pieces have theirs in the next.</summary>
    public const int MostPages = 20;

    // Pages of one host come one a second at most, and all this while other sources wait for the turn.
    private static readonly TimeSpan MostTime = TimeSpan.FromMinutes(1);

    /// <summary>The piece as it is to be taken in.</summary>
    /// <param name="turn">Whose.</param>
    /// <param name="item">As the source gave it.</param>
    /// <param name="mended">Where it is noted why there is no whole text.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>The piece, with its whole text where that was to be had.</returns>
    public async Task<(SourceItem Item, WholeTextState Found)> CompleteAsync(
        SourceTurn turn,
        SourceItem item,
        List<string> mended,
        CancellationToken ct
    )
    {
        if (!turn.Source.FullText || item.IsWithdrawn || item.ContentHtml is not null)
            return (item, WholeTextState.Whole);
        if (!Uri.TryCreate(item.Url, UriKind.Absolute, out var page))
            return (item, WholeTextState.Missing);
        if (turn.SilentHosts.Contains(page.Host))
            return (item, WholeTextState.Later);
        var left = MostTime - (clock.GetUtcNow() - turn.At);
        if (left <= TimeSpan.Zero || turn.PagesLeft == 0 || await ReadAsync(page, left, ct) is not { } outcome)
        {
            mended.Add("whole texts of further pieces are taken another time");
            turn.IsUnfinished = true;
            return (item, WholeTextState.Later);
        }

        turn.PagesLeft--;
        switch (outcome)
        {
            case FullTextOutcome.Found(var article) when OwnPage.Refusal(item, page, article) is { } another:
                mended.Add($"no whole text: {another}");
                return (item, WholeTextState.Missing);
            case FullTextOutcome.Found(var article):
                var whole = RelativeLinks.MakeAbsolute(article.ContentHtml, article.Base);
                return ((article with { ContentHtml = whole }).Complete(item), WholeTextState.Whole);
            case FullTextOutcome.NotAllowed(var rule):
                mended.Add($"no whole text: not allowed ({rule})");
                return (item, WholeTextState.Missing);
            case FullTextOutcome.Missing(var reason):
                mended.Add($"no whole text: {reason}");
                return (item, WholeTextState.Missing);
            case FullTextOutcome.Unreachable(var reason):
                mended.Add($"no whole text this time: {reason}");
                turn.SilentHosts.Add(page.Host);
                return (item, WholeTextState.Later);
            case var other:
                throw new InvalidOperationException($"Nothing is known of {other.GetType().Name}.");
        }
    }

    // Null: not in that time.
    private async Task<FullTextOutcome?> ReadAsync(Uri page, TimeSpan time, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(time, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            return await pages.ReadAsync(page, either.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return null;
        }
    }
}

/// <summary>What there is of a piece's text.</summary>
internal enum WholeTextState
{
    /// <summary>All of it, as far as it is wanted.</summary>
    Whole,

    /// <summary>The summary: there is no more to be had.</summary>
    Missing,

    /// <summary>The summary: another time there may be more.</summary>
    Later,
}
