using System.Net;
using System.Text.RegularExpressions;
using Syndication.Articles;
using Syndication.Digests.Editors;
using Syndication.Digests.Tracking;
using Syndication.Publication;
using Syndication.Subscribers;
using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>
/// Renders a digest that has everything a digest can have, in both layouts and in every language, and one for each way in which something can be
/// missing: what a template does only then is tried as well.
/// </summary>
internal sealed partial class DigestTrial(IssueRenderer renderer, Words words, IssueLinks links) : ITemplateTrial
{
    private const int Articles = 8;

    /// <inheritdoc/>
    public void Run()
    {
        foreach (var layout in Enum.GetValues<MailLayout>())
        {
            Try(Everything(layout));
            foreach (var edition in Others(layout))
                Try(edition);
        }

        foreach (var language in words.Languages)
            Try(Everything(MailLayout.Full) with { Language = language });
    }

    // Nobody is counted who was not told.
    private void Try(Edition edition)
    {
        var rendered = renderer.Render(edition);
        if (links.Tracking is TrackingMode.None)
            return;
        var says = new DigestSpeech(words, edition.Language).Tracking(links.Tracking);
        if (says.Trim().Length == 0)
            throw new TemplateFaultException($"Digests:Tracking: the text that declares it is empty in '{edition.Language}'.", null);
        Declares("digest.html", "frame.tracking", WebUtility.HtmlDecode(rendered.Html!), says, edition);
        Declares("digest.text", "tracking", rendered.Text, says, edition);
    }

    private static void Declares(string name, string variable, string part, string says, Edition edition)
    {
        if (!Spaces.Replace(part, " ").Contains(Spaces.Replace(says, " ").Trim(), StringComparison.Ordinal))
            throw new TemplateFaultException(
                $"templates/{name}.hbs: Digests:Tracking is on, and the mail does not say so in '{edition.Language}': {{{{{variable}}}}} is missing there and in its parts.",
                null
            );
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Spaces { get; }

    private static Edition Everything(MailLayout layout)
    {
        var sections = new[] { SectionOf(0, "A standing note."), SectionOf(1, "") };
        return new Edition
        {
            PublicId = "trial",
            Format = MailFormat.Html,
            Layout = layout,
            Language = "en",
            Date = new DateOnly(2026, 3, 2),
            Sections = sections,
            Articles =
            [
                .. Enumerable
                    .Range(0, Articles)
                    .Select(number => new EditionArticle(ArticleOf(number, sections[number % 2]), sections[number % 2], FormOf(number))),
            ],
            Corrections = [new EditionArticle(ArticleOf(Articles, sections[0]), sections[0], ArticleForm.Correction)],
            Folded = new Folded(new DateOnly(2026, 2, 28), IsSeveral: true),
            More = 3,
            Matter = new EditorsMatter
            {
                Note = "A note.\n\nIn two paragraphs.",
                Sponsor = Sponsor("Sponsor", "https://sponsor.invalid/", hasPicture: true),
            },
        };
    }

    private static IEnumerable<Edition> Others(MailLayout layout)
    {
        var all = Everything(layout);
        var least = Least(all);
        var one = all.Articles[0];
        yield return least;

        // The subject's other forms: corrections alone, and one piece of the first section with more elsewhere.
        yield return least with
        {
            Sections = all.Sections,
            Articles = [],
            Corrections = all.Corrections,
        };
        yield return least with
        {
            Sections = all.Sections,
            Articles = [one, all.Articles[1] with { Form = ArticleForm.Full }],
        };

        // What most articles are: never corrected, here without a summary, in each form; and a sponsor's picture that leads nowhere.
        yield return all with
        {
            Articles = [.. all.Articles.Select(shown => shown with { Article = shown.Article with { Correction = null, Summary = "" } })],
            Matter = new EditorsMatter { Sponsor = Sponsor("Sponsor", link: null, hasPicture: true) },
        };

        // A time to read without a byline, a picture without a height or a credit, and a sponsor's words alone.
        yield return least with
        {
            Articles =
            [
                one with
                {
                    Article = one.Article with
                    {
                        Authors = [],
                        Image = new ArticleImage("https://pictures.invalid/a.png", "", null, 1200, null),
                    },
                },
            ],
            Matter = new EditorsMatter { Sponsor = Sponsor("", link: null, hasPicture: false) },
        };
        yield return least with
        {
            Articles = [one with { Article = one.Article with { Image = null } }],
            Matter = new EditorsMatter { Note = "A note." },
        };
    }

    private static Insert Sponsor(string title, string? link, bool hasPicture) =>
        new()
        {
            PublicId = "trial",
            Kind = InsertKind.Sponsor,
            Title = title,
            Text = "Words.",
            Link = link,
            Image = hasPicture ? new ArticleImage("https://sponsor.invalid/a.png", "Picture", Credit: null, Width: 600, Height: 200) : null,
        };

    private static Edition Least(Edition all)
    {
        var bare = all.Articles[0].Article with { Image = null, Correction = null, Authors = [], WordCount = 0, Summary = "" };
        return all with
        {
            Sections = [all.Sections[1]],
            Articles = [new EditionArticle(bare, all.Sections[1], ArticleForm.Full)],
            Corrections = [],
            Folded = null,
            More = 0,
            Matter = EditorsMatter.None,
        };
    }

    private static ArticleForm FormOf(int number) =>
        (number % 4) switch
        {
            0 or 1 => ArticleForm.Full,
            2 => ArticleForm.Summary,
            _ => ArticleForm.Headline,
        };

    private static Section SectionOf(int position, string note) =>
        new()
        {
            Slug = new SectionSlug($"section-{position}"),
            Name = $"Section {position}",
            Position = position,
            Note = note,
        };

    private static Article ArticleOf(int number, Section section) =>
        new()
        {
            Id = new ArticleId(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])),
            Slug = $"article-{number}",
            Revision = 1,
            State = ArticleState.Visible,
            Title = $"Article {number}",
            Summary = "A summary.",
            BodyHtml = "<p>A body.</p>",
            WordCount = 400,
            Language = number % 2 == 0 ? "en" : "ar",
            Section = section.Slug,
            Sections = [section.Slug],
            Authors =
            [
                new Author
                {
                    Slug = new AuthorSlug("author"),
                    Name = "Author",
                    Role = "reporter",
                },
            ],
            Image = new ArticleImage("https://pictures.invalid/a.png", "Picture", "Photographer", 1200, 800),
            Announce = true,
            Correction = "A correction.",
            PublishedAt = DateTimeOffset.UnixEpoch,
            UpdatedAt = DateTimeOffset.UnixEpoch,
        };
}
