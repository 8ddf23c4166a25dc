using Syndication.Articles;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>Estimates what an article takes in an encoded mail, from its own text and what the templates put around it.</summary>
internal static class ArticleCosts
{
    private const int HtmlAroundText = 1_900;
    private const int HtmlAroundHeadline = 380;
    private const int TextAround = 40;

    public static ArticleCost Of(Article article, MailFormat format)
    {
        var html = format is MailFormat.Html;
        var name = EncodedSize.Of(article.Title) + 110;
        var deck = EncodedSize.Of(article.Summary);
        var headline = name + TextAround + (html ? name + HtmlAroundHeadline : 0);
        var summary = (2 * name) + deck + TextAround + (html ? name + deck + HtmlAroundText : 0);
        if (article.BodyHtml.Length == 0)
            return new ArticleCost(summary, summary, headline);
        var text = EncodedSize.Of(MailText.Of(article.BodyHtml, new LinkList()));
        var body = html ? EncodedSize.Of(MailHtml.Style(article.BodyHtml, LanguageTag.IsRightToLeft(article.Language))) : 0;
        return new ArticleCost(summary + text + body, summary, headline);
    }
}
