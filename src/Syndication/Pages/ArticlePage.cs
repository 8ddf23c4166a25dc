using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Feeds;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>One article, whole.</summary>
internal sealed class ArticlePage(
    ArticleStore articles,
    SectionStore sections,
    Cards cards,
    PageDates dates,
    PageFeeds feeds,
    PageRenderer pages,
    ArticleData data,
    WebAddresses addresses,
    IOptions<PublicationOptions> publication
)
{
    private const int WordsPerMinute = 225;

    public async Task<IResult> RenderAsync(string slug, CancellationToken ct)
    {
        var article = await articles.FindBySlugAsync(slug, ct);
        return article?.State switch
        {
            ArticleState.Withdrawn or ArticleState.Expired => TypedResults.StatusCode(StatusCodes.Status410Gone),
            ArticleState.Visible when article.Slug != slug => new MovedPage(addresses.Article(article.Slug)),
            ArticleState.Visible => await RenderAsync(article, ct),
            // What is kept back is not even said to exist.
            _ => TypedResults.NotFound(),
        };
    }

    private async Task<IResult> RenderAsync(Article article, CancellationToken ct)
    {
        var all = await sections.AllAsync(ct);
        var bySlug = all.ToDictionary(section => section.Slug);
        var home = bySlug.GetValueOrDefault(article.Section);
        var discovered = article
            .Sections.Select(slug => (Scope.Section(slug), bySlug.GetValueOrDefault(slug)?.Name ?? slug.Value))
            .Concat(article.Authors.Select(author => (Scope.Author(author.Slug), author.Name)));
        return pages.Page(
            "article",
            new PageHead
            {
                Title = article.Title,
                Description = PlainText.Start(article.Summary, 300),
                Canonical = article.Url ?? addresses.Article(article.Slug),
                Image = article.Image is { } image ? addresses.Absolute(image.Url) : null,
                IsArticle = true,
                Feeds = feeds.Discover(discovered),
            },
            new
            {
                sections = all.Where(section => section.IsOpen).Select(section => cards.Section(section, article.Section)).ToList(),
                article = Model(article, home),
                data = data.Of(article, home?.Name ?? article.Section.Value, publication.Value.Name),
                section = home is null ? "" : cards.Section(home),
                note = home?.Note ?? "",
                authors = article.Authors.Select(cards.Author).ToList(),
                boxes = article.Authors.Where(author => author.Biography.Length > 0).Select(cards.Author).ToList(),
                tags = article.Tags.Select(cards.Tag).ToList(),
                feeds = feeds.Of(Scope.Section(article.Section)),
                subscribe = addresses.Subscribe,
            }
        );
    }

    private object Model(Article article, Section? home)
    {
        var minutes = Math.Max(1, (int)Math.Round(article.WordCount / (double)WordsPerMinute, MidpointRounding.AwayFromZero));
        var isUpdated = article.UpdatedAt - article.PublishedAt >= TimeSpan.FromMinutes(1);
        var image = article.Image is { } lead && !ItemContent.Shows(article.BodyHtml, lead.Url) ? lead : null;
        return new
        {
            title = article.Title,
            summary = Repeats(article) ? "" : article.Summary,
            language = article.Language,
            direction = Cards.DirectionOf(article.Language),
            sectionName = home?.Name ?? article.Section.Value,
            published = dates.Minute(article.PublishedAt),
            publishedMachine = dates.Machine(article.PublishedAt),
            updated = isUpdated ? dates.Minute(article.UpdatedAt) : "",
            updatedMachine = dates.Machine(article.UpdatedAt),
            minutes,
            image = cards.Image(image),
            correction = article.Correction ?? "",
            body = article.BodyHtml,
            enclosures = article
                .Enclosures.Select(file => new
                {
                    url = addresses.Absolute(file.Url),
                    type = file.Type,
                    name = FileNameOf(addresses.Absolute(file.Url)),
                })
                .ToList(),
            original = article.Url ?? "",
            originalHost = Uri.TryCreate(article.Url, UriKind.Absolute, out var original) ? original.Host : "",
        };
    }

    private static string FileNameOf(string address)
    {
        var uri = new Uri(address);
        return FeedUri.FileName(uri) is { Length: > 0 } name ? name : uri.Host;
    }

    // A summary that was made of the body's start would be read twice.
    private static bool Repeats(Article article) =>
        PlainText.Of(article.BodyHtml).StartsWith(article.Summary.TrimEnd('…'), StringComparison.Ordinal);
}
