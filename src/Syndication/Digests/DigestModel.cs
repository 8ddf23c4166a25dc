using System.Globalization;
using System.Net;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>The models that the digest templates see; their names are what operators write in templates.</summary>
internal static class DigestModel
{
    private const int ContentsFrom = 6;
    private const int LeadWidth = 600;

    /// <summary>The model of <c>digest.html</c>.</summary>
    public static object Html(DigestFrame frame, Edition edition, WebAddresses addresses, DigestSpeech speech)
    {
        var anchors = new Dictionary<EditionArticle, int>(ReferenceEqualityComparer.Instance);
        foreach (var article in edition.Articles)
            anchors.Add(article, anchors.Count);
        return new
        {
            frame = FrameModel(frame, edition),
            contents = Contents(edition)
                .Select(article => new
                {
                    anchor = "a" + anchors[article],
                    title = article.Article.Title,
                    section = article.Section.Name,
                })
                .ToList(),
            sections = Sections(edition)
                .Select(section => new
                {
                    name = section[0].Section.Name,
                    address = addresses.Section(section[0].Section.Slug),
                    note = section[0].Section.Note,
                    articles = section
                        .Where(article => article.Form is not ArticleForm.Headline)
                        .Select(article => HtmlArticle(article, anchors[article], addresses, speech))
                        .ToList(),
                    headlines = section
                        .Where(article => article.Form is ArticleForm.Headline)
                        .Select(article => Head(article.Article, addresses, speech))
                        .ToList(),
                })
                .ToList(),
        };
    }

    /// <summary>The model of <c>digest.text</c>: paragraphs wrapped, links numbered.</summary>
    public static object Text(DigestFrame frame, Edition edition, WebAddresses addresses, DigestSpeech speech)
    {
        var links = new LinkList();
        var sections = Sections(edition)
            .Select(section => new
            {
                name = TextWrap.Wrap(section[0].Section.Name.ToUpper(CultureInfo.InvariantCulture)),
                note = TextWrap.Wrap(section[0].Section.Note),
                articles = section
                    .Where(article => article.Form is not ArticleForm.Headline)
                    .Select(article => TextArticle(article, links, addresses, speech))
                    .ToList(),
                headlines = section
                    .Where(article => article.Form is ArticleForm.Headline)
                    .Select(article => TextHeadline(article.Article, links, addresses))
                    .ToList(),
            })
            .ToList();
        return new
        {
            frame = FrameModel(frame, edition),
            contents = Contents(edition).Select((article, index) => Item($"{index + 1}. ", article.Article.Title)).ToList(),
            sections,
            links = links.Lines,
            postalAddress = TextWrap.Wrap(frame.PostalAddress),
        };
    }

    private static object FrameModel(DigestFrame frame, Edition edition) =>
        new
        {
            language = frame.Language,
            direction = frame.Direction,
            subject = frame.Subject,
            preheader = frame.Preheader,
            publication = frame.Publication,
            postalAddress = frame.PostalAddress,
            date = frame.Date,
            home = frame.Home,
            browser = frame.Browser,
            follows = frame.Follows,
            more = edition.More,
            moreAddress = frame.MoreAddress,
            preferences = frame.Holes.Preferences,
            unsubscribe = frame.Holes.Unsubscribe,
        };

    // A list of everything that is only a headline itself would say everything twice.
    private static List<EditionArticle> Contents(Edition edition)
    {
        var texts = edition.Articles.Where(article => article.Form is not ArticleForm.Headline).ToList();
        return texts.Count >= ContentsFrom ? texts : [];
    }

    private static IEnumerable<List<EditionArticle>> Sections(Edition edition) =>
        edition.Articles.GroupBy(article => article.Section.Slug).Select(group => group.ToList());

    private static object HtmlArticle(EditionArticle shown, int index, WebAddresses addresses, DigestSpeech speech)
    {
        var article = shown.Article;
        var full = shown.Form is ArticleForm.Full;
        var rightToLeft = LanguageTag.IsRightToLeft(article.Language);
        var picture =
            article.Image is { } image && !(full && article.BodyHtml.Contains(WebUtility.HtmlEncode(image.Url), StringComparison.Ordinal))
                ? Picture(image, full || index == 0 ? LeadWidth : 0)
                : null;
        return new
        {
            head = Head(article, addresses, speech),
            anchor = "a" + index,
            lead = index == 0,
            full,
            large = picture is not null && (full || index == 0) ? picture : null,
            small = picture is not null && !full && index != 0 ? picture : null,
            deck = full ? Lede(article) : "",
            body = full ? MailHtml.Style(article.BodyHtml, rightToLeft) : "",
        };
    }

    private static object Picture(ArticleImage image, int width) =>
        new
        {
            url = image.Url,
            alt = image.Alt,
            credit = image.Credit ?? "",
            width = width == 0 ? 132 : Math.Min(width, image.Width ?? width),
        };

    private static object Head(Article article, WebAddresses addresses, DigestSpeech speech) =>
        new
        {
            title = article.Title,
            address = article.Url ?? addresses.Article(article.Slug),
            deck = article.Summary,
            byline = speech.Byline(article),
            reading = speech.Reading(article),
            correction = article.Correction ?? "",
            language = article.Language,
            direction = LanguageTag.IsRightToLeft(article.Language) ? "rtl" : "ltr",
            side = LanguageTag.IsRightToLeft(article.Language) ? "right" : "left",
        };

    private static object TextArticle(EditionArticle shown, LinkList links, WebAddresses addresses, DigestSpeech speech)
    {
        var article = shown.Article;
        var number = links.Number(article.Url ?? addresses.Article(article.Slug));
        var body = shown.Form is ArticleForm.Full ? MailText.Of(article.BodyHtml, links) : "";
        return new
        {
            title = TextWrap.Wrap($"{article.Title} [{number}]"),
            byline = TextWrap.Wrap(
                string.Join(" · ", new[] { speech.Byline(article), speech.Reading(article) }.Where(part => part.Length > 0))
            ),
            deck = TextWrap.Wrap(article.Summary),
            correction = article.Correction is { Length: > 0 } correction ? TextWrap.Wrap(speech.Corrected(correction)) : "",
            full = shown.Form is ArticleForm.Full,
            lede = TextWrap.Wrap(Lede(article)),
            body,
        };
    }

    // A deck that was made from the body's first words would say them twice.
    private static string Lede(Article article) =>
        PlainText.Of(article.BodyHtml).StartsWith(article.Summary.TrimEnd('…'), StringComparison.Ordinal) ? "" : article.Summary;

    private static string TextHeadline(Article article, LinkList links, WebAddresses addresses) =>
        Item("- ", $"{article.Title} [{links.Number(article.Url ?? addresses.Article(article.Slug))}]");

    private static string Item(string mark, string text) => string.Join('\n', TextWrap.Lines(text, mark, new string(' ', mark.Length)));
}
