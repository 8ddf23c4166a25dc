using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Pages;

/// <summary>The small forms in which pages name articles, sections, authors and tags: models of plain strings for the templates.</summary>
internal sealed class Cards(WebAddresses addresses, PageDates dates)
{
    /// <summary>An article in a list.</summary>
    public object Article(Article article, IReadOnlyDictionary<SectionSlug, Section> sections) =>
        new
        {
            url = addresses.Article(article.Slug),
            title = article.Title,
            summary = PlainText.Start(article.Summary, 260),
            language = article.Language,
            direction = DirectionOf(article.Language),
            section = sections.GetValueOrDefault(article.Section)?.Name ?? article.Section.Value,
            sectionUrl = addresses.Section(article.Section),
            authors = article.Authors.Select(author => new { name = author.Name }).ToList(),
            published = dates.Day(article.PublishedAt),
            publishedMachine = dates.Machine(article.PublishedAt),
            image = Image(article.Image),
        };

    /// <summary>A picture, or an empty text where there is none (templates take it for false).</summary>
    public object Image(ArticleImage? image) =>
        image is null
            ? ""
            : new
            {
                url = addresses.Absolute(image.Url),
                alt = image.Alt,
                credit = image.Credit ?? "",
                width = image.Width is > 0 && image.Height is > 0 ? image.Width.Value.ToString(Invariant) : "",
                height = image.Width is > 0 && image.Height is > 0 ? image.Height.Value.ToString(Invariant) : "",
            };

    /// <summary>A section in a list; <paramref name="current"/> is the one whose page this is.</summary>
    public object Section(Section section, SectionSlug? current = null) =>
        new
        {
            url = addresses.Section(section.Slug),
            name = section.Name,
            current = section.Slug == current,
        };

    /// <summary>An author with what is known of them.</summary>
    public object Author(Author author) =>
        new
        {
            url = addresses.Author(author.Slug),
            name = author.Name,
            role = author.Role,
            biography = author.Biography,
            site = author.Url ?? "",
        };

    /// <summary>A tag.</summary>
    public object Tag(ArticleTag tag) => new { url = addresses.Tag(tag.Slug), name = tag.Name };

    /// <summary>HTML's <c>dir</c> for a language.</summary>
    public static string DirectionOf(string language) => LanguageTag.IsRightToLeft(language) ? "rtl" : "ltr";

    private static System.Globalization.CultureInfo Invariant => System.Globalization.CultureInfo.InvariantCulture;
}
