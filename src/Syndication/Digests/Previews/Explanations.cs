using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests.Previews;

/// <summary>Says for an operator why an article is in a reader's issue, or why it is not.</summary>
internal sealed class Explanations(Database database)
{
    /// <summary>Why an article that the moment's issue shows is in it.</summary>
    public static string WhyIn(SimulatedMoment moment, EditionArticle shown)
    {
        if (shown.Form is ArticleForm.Correction)
            return "its correction: the reader received the article before it";
        if (moment.Special is { } special)
            return $"in the special edition \"{special.Subject}\" of {special.Section}";
        var item = moment.Candidates.Items.First(one => one.Article == shown.Article.Id);
        var mark = moment.Due.FirstOrDefault(due => due.Section == item.Section)?.Mark;
        var reason =
            shown.Article.State is ArticleState.Scheduled
                ? $"new in {item.Section} when its embargo ends, {Words(shown.Article.PublishedAt)}"
            : mark is null || item.Sequence <= mark ? "comes again: the message that had it did not arrive"
            : string.Create(CultureInfo.InvariantCulture, $"new in {item.Section}: its sequence {item.Sequence} is beyond the mark {mark}");
        return shown.Form switch
        {
            ArticleForm.Headline => reason + "; a headline alone, for want of room",
            ArticleForm.Summary when moment.Draft.Layout is MailLayout.Full => reason + "; shortened to its summary, for want of room",
            _ => reason,
        };
    }

    /// <summary>Why an article is in the last moment's issue, or is not.</summary>
    /// <param name="reader">As it stands now, not as the simulation left it.</param>
    /// <param name="preview">What was looked at.</param>
    /// <param name="article">In whatever state.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Explanation> OfAsync(Reader reader, Preview preview, Article article, CancellationToken ct)
    {
        var moments = preview.Moments;
        if (preview.Withheld is { } withheld)
            return No(withheld);
        if (moments.Count == 0)
            return No(
                reader.Subscriber.State is SubscriberState.Active ? "the reader is not due by then" : $"the reader is {StateOf(reader)}"
            );
        var moment = moments[^1];
        if (moment.Told.FirstOrDefault(told => told.Article.Id == article.Id) is { } shown)
            return new Explanation(article.Id.ToString(), article.Title, IsIn: true, WhyIn(moment, shown));
        return No(
            OfState(article, moment.At)
                ?? OfEarlier(moments, article)
                ?? await OfReceivedAsync(reader, article, ct)
                ?? await OfPlanAsync(reader, moment, article, ct)
        );

        Explanation No(string reason) => new(article.Id.ToString(), article.Title, IsIn: false, reason);
    }

    private static string? OfState(Article article, DateTimeOffset at) =>
        article.State switch
        {
            ArticleState.Draft => "it is a draft",
            ArticleState.Withdrawn => "it was withdrawn",
            ArticleState.Expired => "its time is over",
            ArticleState.Scheduled when article.PublishedAt > at => $"it is under embargo until {Words(article.PublishedAt)}",
            _ when article.ExpiresAt <= at => $"its time is over then, at {Words(article.ExpiresAt!.Value)}",
            _ when !article.Announce => "it is not announced to mail readers (announce is false)",
            _ => null,
        };

    private static string? OfEarlier(IReadOnlyList<SimulatedMoment> moments, Article article) =>
        moments.SkipLast(1).LastOrDefault(moment => moment.Articles.Any(shown => shown.Article.Id == article.Id)) is { } earlier
            ? $"it comes before, in the issue of {Words(earlier.At)}"
            : null;

    private async Task<string?> OfReceivedAsync(Reader reader, Article article, CancellationToken ct)
    {
        var received = new Received(database);
        if (await received.FirstIssueAsync([article.Id], ct) is not { } first)
            return null;
        var number = reader.Subscriber.Number;
        var row = await database.ReadAsync(
            (db, token) =>
                (
                    from message in Received.Holding(db, new[] { number }, first)
                    join shown in db.Set<IssueArticle>() on message.Group equals shown.Issue
                    join issue in db.Set<Issue>() on message.Group equals issue.Id
                    where
                        shown.Article == article.Id
                        && shown.Form != ArticleForm.Correction
                        && shown.Version == (message.VersionSent ?? issue.Version)
                    orderby message.Id descending
                    select new
                    {
                        message.State,
                        message.CreatedAt,
                        issue.PublicId,
                    }
                ).FirstOrDefaultAsync(token),
            ct
        );
        return row is null ? null
            : row.State is MessageState.Sent ? $"the reader received it in issue {row.PublicId} of {Words(row.CreatedAt)}"
            : $"it is in issue {row.PublicId} of {Words(row.CreatedAt)}, which is on its way or may have arrived";
    }

    private async Task<string> OfPlanAsync(Reader reader, SimulatedMoment moment, Article article, CancellationToken ct)
    {
        var followed = reader.Subscriptions.Where(one => one.Cadence is not Cadence.Off && article.Sections.Contains(one.Section)).ToList();
        if (followed.Count == 0)
            return $"the reader follows none of its sections ({string.Join(", ", article.Sections)})";
        if (moment.Candidates.Items.Any(item => item.Article == article.Id) || moment.Candidates.Total > moment.Candidates.Items.Count)
            return "there is no room for it: it comes in the next issue";
        var due = followed.Where(one => moment.Due.Any(section => section.Section == one.Section)).ToList();
        if (due.Count == 0)
            return $"its sections are not due then ({string.Join(", ", followed.Select(Cadences))})";
        var memberships = await database.ReadAsync(
            (db, token) => db.Set<MembershipRow>().Where(row => row.Article == article.Id && row.Sequence != null).ToListAsync(token),
            ct
        );
        return memberships.Exists(row => due.Exists(one => one.Section == row.Section && row.Sequence > one.From))
            ? "it was not visible when its turn came, or the reader passed it over in a pause that has ended"
            : "it is from before the reader followed its section";
    }

    private static string Cadences(Subscription one) =>
        $"{one.Section} {one.Cadence.ToString().ToLowerInvariant()}{(one.NextSlot is { } slot ? $", next {slot}" : "")}";

    private static string StateOf(Reader reader) => reader.Subscriber.State.ToString().ToLowerInvariant();

    private static string Words(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}

/// <summary>Why an article is in an issue, or why it is not.</summary>
internal sealed record Explanation(string Article, string Title, bool IsIn, string Reason);
