using System.Globalization;
using System.Net;
using Syndication.Articles;
using Syndication.Digests.Editors;
using Syndication.Publication;
using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>The models that the digest templates see; their names are what operators write in templates.</summary>
internal static class DigestModel
{
    private const int ContentsFrom = 6;
    private const int LeadWidth = 600;
    private const int ThumbWidth = 132;

    // What is said at more length is behind the link: corrections must leave room for news.
    private const int LongestCorrection = 400;

    // A bare headline has hardly room for itself, and may be put right after everything was filled.
    private const int LongestUnderHeadline = 120;

    /// <summary>The model of <c>digest.html</c>.</summary>
    public static object Html(DigestFrame frame, Edition edition, IssueLinks links, DigestSpeech speech)
    {
        var anchors = new Dictionary<EditionArticle, int>(ReferenceEqualityComparer.Instance);
        foreach (var article in edition.Articles)
            anchors.Add(article, anchors.Count);
        return new
        {
            frame = FrameModel(frame, edition),
            note = HtmlNote(edition.Matter, speech),
            contents = Contents(edition)
                .Select(article => new
                {
                    anchor = "a" + anchors[article],
                    title = article.Article.Title,
                    section = article.Section.Name,
                })
                .ToList(),
            sections = Sections(edition)
                .Select(
                    (section, index) =>
                        new
                        {
                            sponsors = index == 0 ? HtmlSponsors(edition.Matter.Sponsor, speech) : [],
                            side = SideOf(frame.Direction),
                            name = section[0].Section.Name,
                            address = links.Section(section[0].Section.Slug),
                            note = section[0].Section.Note,
                            articles = section
                                .Where(article => article.Form is not ArticleForm.Headline)
                                .Select(article => HtmlArticle(article, anchors[article], links, speech))
                                .ToList(),
                            headlines = section
                                .Where(article => article.Form is ArticleForm.Headline)
                                .Select(article => Head(article.Article, links, speech))
                                .ToList(),
                        }
                )
                .ToList(),
            corrections = edition.Corrections.Select(shown => Head(shown.Article, links, speech)).ToList(),
        };
    }

    /// <summary>The model of <c>digest.text</c>: paragraphs wrapped, links numbered.</summary>
    public static object Text(DigestFrame frame, Edition edition, IssueLinks links, DigestSpeech speech)
    {
        var numbers = new LinkList(links.InBody);
        var sections = Sections(edition)
            .Select(
                (section, index) =>
                    new
                    {
                        name = TextWrap.Wrap(section[0].Section.Name.ToUpper(CultureInfo.InvariantCulture)),
                        note = TextWrap.Wrap(section[0].Section.Note),
                        articles = section
                            .Where(article => article.Form is not ArticleForm.Headline)
                            .Select(article => TextArticle(article, numbers, links, speech))
                            .ToList(),
                        headlines = section
                            .Where(article => article.Form is ArticleForm.Headline)
                            .Select(article => TextHeadline(article.Article, numbers, links))
                            .ToList(),
                        sponsor = index == 0 ? TextSponsor(edition.Matter.Sponsor, numbers, speech) : "",
                    }
            )
            .ToList();
        return new
        {
            frame = FrameModel(frame, edition),
            note = TextNote(edition.Matter, speech),
            contents = Contents(edition).Select((article, index) => Item($"{index + 1}. ", article.Article.Title)).ToList(),
            sections,
            corrections = edition.Corrections.Select(shown => TextCorrection(shown.Article, numbers, links, speech)).ToList(),
            folded = TextWrap.Wrap(frame.Folded),
            links = numbers.Lines,
            tracking = TextWrap.Wrap(frame.Tracking),
            postalAddress = TextWrap.Wrap(frame.PostalAddress),
        };
    }

    private static object FrameModel(DigestFrame frame, Edition edition) =>
        new
        {
            language = frame.Language,
            direction = frame.Direction,
            side = SideOf(frame.Direction),
            end = SideOf(frame.Direction) == "left" ? "right" : "left",
            subject = frame.Subject,
            preheader = frame.Preheader,
            publication = frame.Publication,
            postalAddress = frame.PostalAddress,
            date = frame.Date,
            home = frame.Home,
            browser = frame.Browser,
            folded = frame.Folded,
            follows = frame.Follows,
            tracking = frame.Tracking,
            more = edition.More,
            moreAddress = frame.MoreAddress,
            preferences = frame.Holes.Preferences,
            unsubscribe = frame.Holes.Unsubscribe,
        };

    private static object? HtmlNote(EditorsMatter matter, DigestSpeech speech) =>
        matter.Note.Length == 0
            ? null
            : new
            {
                title = matter.NoteTitle.Length > 0 ? matter.NoteTitle : speech.FromTheEditor,
                paragraphs = EditorsMatter.Paragraphs(matter.Note),
            };

    private static List<object> HtmlSponsors(Insert? sponsor, DigestSpeech speech) =>
        sponsor is null
            ? []
            :
            [
                new
                {
                    label = speech.Sponsored,
                    name = sponsor.Title,
                    paragraphs = EditorsMatter.Paragraphs(sponsor.Text),
                    link = sponsor.Link ?? "",
                    image = sponsor.Image is { } image ? Picture(image, sponsor.Title, LeadWidth) : null,
                },
            ];

    private static string TextNote(EditorsMatter matter, DigestSpeech speech) =>
        matter.Note.Length == 0
            ? ""
            : string.Join(
                "\n\n",
                EditorsMatter
                    .Paragraphs(matter.Note)
                    .Prepend(matter.NoteTitle.Length > 0 ? matter.NoteTitle : speech.FromTheEditor)
                    .Select(TextWrap.Wrap)
            );

    private static string TextSponsor(Insert? sponsor, LinkList numbers, DigestSpeech speech) =>
        sponsor is null
            ? ""
            : string.Join(
                "\n\n",
                EditorsMatter
                    .Paragraphs(sponsor.Text)
                    .Prepend($"{speech.Sponsored}: {sponsor.Title}{(sponsor.Link is { } link ? $" [{numbers.Number(link)}]" : "")}")
                    .Select(TextWrap.Wrap)
            );

    // Bare headlines are lists already: saying them twice, or one text alone, would show nobody the way.
    private static List<EditionArticle> Contents(Edition edition)
    {
        var texts = edition.Articles.Where(article => article.Form is not ArticleForm.Headline).ToList();
        return edition.Articles.Count >= ContentsFrom && texts.Count > 1 ? texts : [];
    }

    private static IEnumerable<List<EditionArticle>> Sections(Edition edition) =>
        edition.Articles.GroupBy(article => article.Section.Slug).Select(group => group.ToList());

    private static object HtmlArticle(EditionArticle shown, int index, IssueLinks links, DigestSpeech speech)
    {
        var article = shown.Article;
        var full = shown.Form is ArticleForm.Full;
        var rightToLeft = LanguageTag.IsRightToLeft(article.Language);
        var picture =
            article.Image is { } image && !(full && article.BodyHtml.Contains(WebUtility.HtmlEncode(image.Url), StringComparison.Ordinal))
                ? Picture(image, article.Title, full || index == 0 ? LeadWidth : ThumbWidth)
                : null;
        return new
        {
            head = Head(article, links, speech),
            anchor = "a" + index,
            lead = index == 0,
            full,
            large = picture is not null && (full || index == 0) ? picture : null,
            small = picture is not null && !full && index != 0 ? picture : null,
            deck = full ? Lede(article) : "",
            body = full ? MailHtml.Style(article.BodyHtml, rightToLeft, links.InBody) : "",
        };
    }

    // Without an alternative the link around it would have no name, and where pictures are off there would be a hole.
    private static object Picture(ArticleImage image, string title, int most)
    {
        var size = PictureSize.Of(image.Width, image.Height, most);
        return new
        {
            url = image.Url,
            alt = image.Alt.Length > 0 ? image.Alt : title,
            credit = image.Credit ?? "",
            width = size.Width,
            height = size.Height,
        };
    }

    private static object Head(Article article, IssueLinks links, DigestSpeech speech) =>
        new
        {
            title = article.Title,
            address = links.Article(article),
            deck = article.Summary,
            byline = speech.Byline(article),
            reading = speech.Reading(article),
            correction = article.Correction ?? "",
            shortCorrection = PlainText.Start(article.Correction ?? "", LongestCorrection),
            briefCorrection = PlainText.Start(article.Correction ?? "", LongestUnderHeadline),
            language = article.Language,
            direction = LanguageTag.IsRightToLeft(article.Language) ? "rtl" : "ltr",
            side = LanguageTag.IsRightToLeft(article.Language) ? "right" : "left",
        };

    private static string SideOf(string direction) => string.Equals(direction, "rtl", StringComparison.Ordinal) ? "right" : "left";

    private static object TextArticle(EditionArticle shown, LinkList numbers, IssueLinks links, DigestSpeech speech)
    {
        var article = shown.Article;
        var number = numbers.Number(links.Article(article));
        var body = shown.Form is ArticleForm.Full ? MailText.Of(article.BodyHtml, numbers) : "";
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

    private static object TextCorrection(Article article, LinkList numbers, IssueLinks links, DigestSpeech speech) =>
        new
        {
            title = TextWrap.Wrap($"{article.Title} [{numbers.Number(links.Article(article))}]"),
            correction = TextWrap.Wrap(speech.Corrected(PlainText.Start(article.Correction!, LongestCorrection))),
        };

    // A deck that was made from the body's first words would say them twice.
    private static string Lede(Article article) =>
        PlainText.Of(article.BodyHtml).StartsWith(article.Summary.TrimEnd('…'), StringComparison.Ordinal) ? "" : article.Summary;

    private static string TextHeadline(Article article, LinkList numbers, IssueLinks links) =>
        Item("- ", $"{article.Title} [{numbers.Number(links.Article(article))}]");

    private static string Item(string mark, string text) => string.Join('\n', TextWrap.Lines(text, mark, new string(' ', mark.Length)));
}
