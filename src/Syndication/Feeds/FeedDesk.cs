using Syndication.Feeds.Limits;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>Answers requests for public feeds: with the feed, or with what else there is to say of it.</summary>
internal sealed class FeedDesk(FeedCache feeds, ClientBudgets budgets, FeedLinks links)
{
    /// <summary>Answers for a feed of a scope.</summary>
    /// <param name="subject">The scope's current feed, or one of its archives.</param>
    /// <param name="scope">The scope as it was asked for: its name may be no slug at all.</param>
    /// <param name="extension">The end of the address.</param>
    /// <param name="http">The request.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> AnswerAsync(FeedSubject subject, Scope scope, string extension, HttpContext http, CancellationToken ct) =>
        FeedFormats.Parse(extension.ToLowerInvariant()) is { } format && (scope == Scope.Publication || Slug.IsValid(scope.Name))
            ? await AnswerAsync(subject, format, links.PageOf(scope), http, ct)
            : FeedStatus.Missing;

    /// <summary>Answers for any feed.</summary>
    /// <param name="subject">What it is of.</param>
    /// <param name="format">Its format.</param>
    /// <param name="page">The readable page, which a browser's navigation is sent to.</param>
    /// <param name="http">The request.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> AnswerAsync(FeedSubject subject, FeedFormat format, string page, HttpContext http, CancellationToken ct)
    {
        if (Refusal(subject, format, http) is { } refusal)
            return refusal;
        switch (await feeds.GetAsync(subject, format, ct))
        {
            case FeedAnswer.Found or FeedAnswer.Unavailable { Kept: not null } when IsElsewhere(http.Request, new(subject, format)):
                return FeedStatus.MovedTo(links.Of(subject, format));
            case FeedAnswer.Found or FeedAnswer.Unavailable { Kept: not null } when FeedRequest.IsNavigation(http.Request):
                return new ReadablePage(page);
            case FeedAnswer.Found found:
                return new FeedResponse(found.Feed);
            case FeedAnswer.Unavailable { Kept: { } kept }:
                return new FeedResponse(kept);
            case FeedAnswer.Unavailable:
                return FeedStatus.Unavailable;
            case FeedAnswer.Moved moved:
                return FeedStatus.MovedTo(moved.To);
            case FeedAnswer.Gone:
                return FeedStatus.Gone;
            default:
                return subject.IsCostly || budgets.Take(http) is not { } refused ? FeedStatus.Missing : refused;
        }
    }

    // What is in memory is for everybody. Of what is not, searches and archives are work, and anything else may be a name made up: whoever
    // has spent a budget on such names gets no further one looked up.
    private TooManyRequests? Refusal(FeedSubject subject, FeedFormat format, HttpContext http) =>
        feeds.IsKept(subject, format) ? null
        : subject.IsCostly ? budgets.Take(http)
        : budgets.Check(http);

    // Routing takes letters of either case and a slash at the end; readers must not come to know one feed by several names.
    private static bool IsElsewhere(HttpRequest request, FeedKey key) =>
        key.Path is { } path && !string.Equals(request.Path.Value, path, StringComparison.Ordinal);
}
