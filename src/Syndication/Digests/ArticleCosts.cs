using Syndication.Articles;
using Syndication.Digests.Editors;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>
/// Estimates what an article takes in an encoded mail, from its own text and what the templates put around it. What is rendered is
/// measured afterwards: an estimate that is off costs a rendering, never the budget.
/// </summary>
internal static class ArticleCosts
{
    private const int HtmlAroundHeadline = 170;
    private const int HtmlAroundText = 820;
    private const int HtmlAroundImage = 500;
    private const int TextAround = 170;
    private const int AddressOfOurs = 40;

    /// <summary>Bytes of what editors added.</summary>
    public static int Of(EditorsMatter matter, MailFormat format)
    {
        var words = EncodedSize.Of(matter.NoteTitle + matter.Note);
        if (matter.Sponsor is { } sponsor)
            words += EncodedSize.Of(sponsor.Title + sponsor.Text) + EncodedSize.Of(sponsor.Link ?? "");
        return format is MailFormat.Html ? (2 * words) + (words == 0 ? 0 : HtmlAroundText) : words;
    }

    public static ArticleCost Of(Article article, MailFormat format)
    {
        var html = format is MailFormat.Html;
        var title = EncodedSize.Of(article.Title);
        var address = article.Url?.Length ?? (article.Slug.Length + AddressOfOurs);
        var deck = EncodedSize.Of(article.Summary) + EncodedSize.Of(article.Correction ?? "");
        var picture = html && article.Image is { } image ? HtmlAroundImage + image.Url.Length + EncodedSize.Of(image.Alt) : 0;
        var headline = title + address + (html ? title + address + HtmlAroundHeadline : 0);
        var summary = title + address + deck + TextAround + picture + (html ? (2 * title) + (3 * address) + deck + HtmlAroundText : 0);
        if (article.BodyHtml.Length == 0)
            return new ArticleCost(summary, summary, headline);
        var text = EncodedSize.Of(MailText.Of(article.BodyHtml, new LinkList()));
        var body = html ? EncodedSize.Of(MailHtml.Style(article.BodyHtml, LanguageTag.IsRightToLeft(article.Language))) : 0;
        return new ArticleCost(summary + text + body, summary, headline);
    }
}
