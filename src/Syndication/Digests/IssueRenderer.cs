using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Digests.Tracking;
using Syndication.Publication;
using Syndication.Subscribers;
using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>Renders editions with the templates <c>digest-subject.text</c>, <c>digest.html</c> and <c>digest.text</c>.</summary>
internal sealed partial class IssueRenderer(
    TemplateLibrary templates,
    Words words,
    WebAddresses addresses,
    IssueLinks links,
    IOptions<PublicationOptions> publication
)
{
    private const int LongestSubject = 150;

    /// <summary>Both parts and the subject; a faulty template is the operator's to mend.</summary>
    /// <exception cref="TemplateFaultException">A template names something that the model does not have.</exception>
    public RenderedIssue Render(Edition edition)
    {
        var subject = Subject(edition);
        var holes = Holes.New();
        var speech = new DigestSpeech(words, edition.Language);
        var frame = Frame(edition, subject, holes, speech);
        var text = templates.Render("digest.text", DigestModel.Text(frame, edition, links, speech), edition.Language);
        var html =
            edition.Format is MailFormat.Text
                ? null
                : templates.Render("digest.html", DigestModel.Html(frame, edition, links, speech), edition.Language);
        return new RenderedIssue(subject, html, EmptyLines.Replace(text, "\n\n").Trim('\n') + "\n", holes) { Tracking = ModeOf(edition) };
    }

    // Of a mail without HTML nothing can be counted.
    private TrackingMode ModeOf(Edition edition) => edition.Format is MailFormat.Text ? TrackingMode.None : links.Tracking;

    /// <summary>The subject alone.</summary>
    /// <exception cref="TemplateFaultException">The template names something that the model does not have.</exception>
    public string Subject(Edition edition)
    {
        if (edition.Matter.Subject is { } chosen)
            return chosen;
        // Where nothing is new, a correction alone is what the mail is about.
        var lead = edition.Articles.Count > 0 ? edition.Articles[0] : edition.Corrections[0];
        var first = lead.Section;
        var fromFirst = edition.Articles.Count(article => article.Section.Slug == first.Slug);
        var rendered = templates.Render(
            "digest-subject.text",
            new
            {
                publication = publication.Value.Name,
                lead = lead.Article.Title,
                correction = edition.Articles.Count == 0,
                single = edition.Articles.Count == 1,
                others = edition.Articles.Count - 1,
                section = first.Name,
                alone = fromFirst == 1,
                stories = NumberWords.Of(fromFirst),
                count = fromFirst,
                elsewhere = edition.Articles.Count - fromFirst,
            },
            edition.Language
        );
        var subject = PlainText.Start(Spaces.Replace(rendered, " ").Trim(), LongestSubject);
        return subject.Length > 0 ? subject : publication.Value.Name;
    }

    private DigestFrame Frame(Edition edition, string subject, Holes holes, DigestSpeech speech)
    {
        var spoken = words.SpokenTag(edition.Language);
        var culture = CultureInfo.GetCultureInfo(spoken);
        return new DigestFrame
        {
            Language = spoken,
            Direction = LanguageTag.IsRightToLeft(spoken) ? "rtl" : "ltr",
            Subject = subject,
            Preheader = Preheader(edition),
            Publication = publication.Value.Name,
            PostalAddress = publication.Value.PostalAddress,
            Date = edition.Date.ToString("D", culture),
            Home = links.Home,
            Browser = addresses.Issue(edition.PublicId),
            Follows = speech.Row([.. edition.Sections.Select(section => section.Name)]),
            MoreAddress = edition.Sections is [var only] ? links.Section(only.Slug) : links.Home,
            Folded = edition.Folded is { } folded ? speech.MakesUp(folded, culture) : "",
            Tracking = speech.Tracking(ModeOf(edition)),
            Holes = holes,
        };
    }

    private static string Preheader(Edition edition) =>
        edition.Articles is [var only] ? PlainText.Start(only.Article.Summary, 150)
        : edition.Articles.Count == 0 ? PlainText.Start(edition.Corrections[0].Article.Correction!, 150)
        : PlainText.Start(string.Join(" · ", edition.Articles.Take(5).Select(article => article.Article.Title)), 150);

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces { get; }

    [GeneratedRegex(@"\n(?:[ \t]*\n){2,}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EmptyLines { get; }
}
