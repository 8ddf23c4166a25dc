using System.Text.Json;
using Syndication.Articles;
using Syndication.Feeds;
using Syndication.Publication;

namespace Syndication.Pages;

/// <summary>An article for machines that read its page: schema.org's <c>NewsArticle</c> as JSON-LD.</summary>
internal sealed class ArticleData(WebAddresses addresses, FeedLinks links)
{
    /// <summary>
    /// JSON that may stand in an HTML script element whatever the strings are: the serializer's own encoder writes <c>&lt;</c>,
    /// <c>&gt;</c> and <c>&amp;</c> as escapes, so no text of an article can end the element.
    /// </summary>
    public string Of(Article article, string section, string publication)
    {
        var page = article.Url ?? addresses.Article(article.Slug);
        var data = new NewsArticleData
        {
            Address = page,
            Headline = article.Title,
            Description = article.Summary.Length > 0 ? PlainText.Start(article.Summary, 300) : null,
            Language = article.Language,
            Section = section,
            Published = article.PublishedAt.ToUniversalTime(),
            Modified = article.UpdatedAt.ToUniversalTime(),
            WordCount = article.WordCount,
            Keywords = article.Tags.Count > 0 ? [.. article.Tags.Select(tag => tag.Name)] : null,
            Image = article.Image is { } image ? [addresses.Absolute(image.Url)] : null,
            Authors =
                article.Authors.Count > 0
                    ? [.. article.Authors.Select(author => new PartyData("Person", author.Name, addresses.Author(author.Slug)))]
                    : [new PartyData("Organization", publication, addresses.Home)],
            Publisher = new PartyData("Organization", publication, addresses.Home) { Logo = links.Icon },
        };
        return JsonSerializer.Serialize(data, ArticleDataJson.Default.NewsArticleData);
    }
}
