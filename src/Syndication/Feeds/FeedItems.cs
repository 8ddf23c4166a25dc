using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>Makes feed items of articles.</summary>
internal sealed partial class FeedItems(WebAddresses addresses, IOptions<PublicationOptions> publication)
{
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(publication.Value.TimeZone);

    /// <summary>The article as feeds carry it.</summary>
    /// <param name="article">With its body.</param>
    /// <param name="sections">All sections, for their names, notes and rules.</param>
    /// <param name="content">How much the feed carries; the article's own section may say less, never more.</param>
    public FeedItem Of(Article article, IReadOnlyDictionary<SectionSlug, Section> sections, FeedContent content)
    {
        var home = sections.GetValueOrDefault(article.Section);
        var page = FeedUri.Of(article.Url) ?? addresses.Article(article.Slug);
        var image = ImageOf(article.Image);
        var full = content is FeedContent.Full && home?.Content is not FeedContent.Summary;
        var title = FeedText.Line(article.Title);
        return new FeedItem
        {
            Id = article.Id.ToString(),
            Url = page,
            Title = title.Length > 0 ? title : "…",
            Summary = SummaryOf(article, full),
            ContentHtml = full ? ItemContent.Of(article, image, home?.Note ?? "", page, zone) : null,
            Language = article.Language,
            Published = article.PublishedAt,
            Updated = article.UpdatedAt,
            Authors = [.. article.Authors.Select(Author).Where(author => author.Name.Length > 0)],
            Categories = [.. CategoriesOf(article, sections)],
            Image = image,
            Attachments = AttachmentsOf(article),
        };
    }

    // Where the text is not in the feed, the summary is the only place that a correction can be told at.
    private static string SummaryOf(Article article, bool full)
    {
        var summary = FeedText.Line(article.Summary);
        if (summary.Length == 0)
            summary = FeedText.Line(article.Title);
        if (!full && !string.IsNullOrWhiteSpace(article.Correction))
            summary = $"Correction: {FeedText.Line(article.Correction)} – {summary}";
        return summary.Length > 0 ? summary : "…";
    }

    private FeedAuthor Author(Author author) => new(NameOf(author.Name), FeedUri.Of(author.Url) ?? addresses.Author(author.Slug));

    // A byline as mail programs write it: nobody asked for the address to be published.
    private static string NameOf(string byline) =>
        FeedText.Line(Mailbox.Replace(byline, "")) is { Length: > 0 } name ? name : FeedText.Line(byline).Trim('<', '>');

    private IEnumerable<FeedCategory> CategoriesOf(Article article, IReadOnlyDictionary<SectionSlug, Section> sections)
    {
        foreach (var slug in article.Sections)
            yield return Category(slug.Value, "sections", sections.GetValueOrDefault(slug)?.Name);
        foreach (var tag in article.Tags)
            yield return Category(tag.Slug.Value, "tags", tag.Name);
    }

    private FeedCategory Category(string term, string kind, string? name)
    {
        var label = FeedText.Line(name ?? "");
        return new FeedCategory(term, $"{addresses.Base}/{kind}", label.Length > 0 ? label : term);
    }

    private FeedImage? ImageOf(ArticleImage? image) =>
        image is not null && FeedUri.Of(addresses.Absolute(image.Url)) is { } address
            ? new FeedImage(
                address,
                FeedText.Line(image.Alt),
                string.IsNullOrWhiteSpace(image.Credit) ? null : FeedText.Line(image.Credit),
                image.Width is > 0 ? image.Width : null,
                image.Height is > 0 ? image.Height : null,
                MediaType.IsValid(image.Type) ? image.Type : null,
                image.Bytes is > 0 ? image.Bytes : null
            )
            : null;

    // JSON Feed takes attachments of the same title for one thing in several forms.
    private List<FeedAttachment> AttachmentsOf(Article article)
    {
        var files = article.Enclosures.Select(Attachment).OfType<FeedAttachment>().ToList();
        var isClear = files.DistinctBy(file => file.Title).Count() == files.Count;
        return isClear ? files : [.. files.Select(file => file with { Title = null })];
    }

    private FeedAttachment? Attachment(Enclosure enclosure) =>
        FeedUri.Of(addresses.Absolute(enclosure.Url)) is { } address
            ? new FeedAttachment(
                address,
                MediaType.IsValid(enclosure.Type) ? enclosure.Type : "application/octet-stream",
                Math.Max(0, enclosure.Bytes),
                FeedUri.FileName(new Uri(address)) is { Length: > 0 } name ? name : null
            )
            : null;

    [GeneratedRegex(@"<[^<>@\s]+@[^<>@\s]+>", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Mailbox { get; }
}
