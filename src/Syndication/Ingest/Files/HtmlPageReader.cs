using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.Options;
using Syndication.Ingest.Cleaning;
using Syndication.Publication;

namespace Syndication.Ingest.Files;

/// <summary>Reads an HTML file as a page with one article.</summary>
internal sealed class HtmlPageReader(DocumentCheck check, FrontMatterDates dates, IOptions<PublicationOptions> publication)
{
    /// <summary>Reads one file's text.</summary>
    public Reading Read(string html, ReadingContext context)
    {
        var refusal =
            HtmlBounds.RefuseLength(html)
            ?? HtmlBounds.RefuseStructure(MarkupStrip.Run(html, new Dictionary<string, int>(StringComparer.Ordinal)));
        if (refusal is not null)
            return Reading.Refused("body", null, refusal);
        var page = new HtmlParser().ParseDocument(html);
        var notes = new List<string>();
        var address = Addresses.Link(
            page.QuerySelector("link[rel~=canonical]")?.GetAttribute("href"),
            new Uri(publication.Value.BaseAddress)
        );
        var article = page.QuerySelector("article") ?? page.QuerySelector("main, [role=main]") ?? page.Body;
        var headline = article?.QuerySelector("h1") ?? page.QuerySelector("h1");
        var title = Title(page, headline, context, notes);
        var section = context.Section ?? Meta(page, "article:section") ?? "";
        var authors = Authors(page, context);
        if (article is not null)
        {
            var frame = new PageFrame(article, notes);
            if (article == page.Body)
                frame.RemoveAround(headline);
            authors = frame.RemoveBylines(authors);
            frame.RemoveWithin(headline, title);
        }
        var document = new ArticleDocument
        {
            Section = context.SectionOf(section)?.Slug.Value ?? section,
            Title = title,
            Summary = Meta(page, "description", "og:description"),
            BodyHtml = article?.InnerHtml ?? "",
            Url = address,
            Language = page.DocumentElement.GetAttribute("lang") is { } language && LanguageTag.IsValid(language) ? language : null,
            Tags = Tags(page),
            Authors = authors,
            Image = Image(page),
            PublishedAt = dates.Read(
                Meta(page, "article:published_time", "datePublished", "date", "dc.date")
                    ?? page.QuerySelector("time[datetime]")?.GetAttribute("datetime")
            ),
            UpdatedAt = dates.Read(Meta(page, "article:modified_time", "dateModified")),
        };
        return check.Check(document, context, []) with { Notes = notes };
    }

    private static string? Title(IDocument page, IElement? headline, ReadingContext context, List<string> notes)
    {
        var title = headline?.TextContent.Trim() is { Length: > 0 } own
            ? own
            : Meta(page, "og:title") ?? (page.Title is { Length: > 0 } named ? named : null);
        if (title is not null || context.Title is null)
            return title;
        notes.Add("title taken from --title");
        return context.Title;
    }

    private static List<AuthorDocument> Authors(IDocument page, ReadingContext context)
    {
        var names = context.Author is { Length: > 0 } given
            ? [given]
            : page.QuerySelectorAll("meta[name=author], meta[property='article:author']")
                .Select(meta => meta.GetAttribute("content")?.Trim() ?? "")
                .ToArray();
        return names
            .Where(name => name.Length > 0 && !Addresses.IsAbsolute(name))
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Select(name =>
                context.AuthorOf(name) is { } known
                    ? new AuthorDocument { Id = known.Slug.Value, Name = known.Name }
                    : new AuthorDocument { Name = name }
            )
            .ToList();
    }

    private static List<string> Tags(IDocument page) =>
        page.QuerySelectorAll("meta[property='article:tag']")
            .Select(meta => meta.GetAttribute("content") ?? "")
            .Concat((Meta(page, "keywords", "news_keywords") ?? "").Split(',', StringSplitOptions.TrimEntries))
            .Where(tag => tag.Length > 0)
            .Distinct(StringComparer.OrdinalIgnoreCase)
            .Take(50)
            .ToList();

    private static ImageDocument? Image(IDocument page) =>
        Meta(page, "og:image", "twitter:image") is { } address && Addresses.IsAbsolute(address)
            ? new ImageDocument { Url = address, Alt = Meta(page, "og:image:alt", "twitter:image:alt") }
            : null;

    private static string? Meta(IDocument page, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var found = page.QuerySelectorAll("meta").FirstOrDefault(meta => Names(meta, name))?.GetAttribute("content")?.Trim();
            if (!string.IsNullOrEmpty(found))
                return found;
        }

        return null;
    }

    private static bool Names(IElement meta, string name) =>
        string.Equals(
            meta.GetAttribute("property") ?? meta.GetAttribute("name") ?? meta.GetAttribute("itemprop"),
            name,
            StringComparison.OrdinalIgnoreCase
        );
}
