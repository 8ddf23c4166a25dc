using Syndication.Articles;
using Syndication.Digests.Editors;
using Syndication.Publication;

namespace Syndication.Digests;

/// <summary>
/// How short an issue puts what it may not leave out, where it is too long for the byte budget with a single bare headline, or with those that an
/// earlier version promised. Shortened are, step by step, editors' words, standing notes, corrections and titles; never the way out.
/// </summary>
internal sealed class Brevity
{
    /// <summary>From nothing shortened to hardly anything left.</summary>
    public static IReadOnlyList<Brevity> Steps { get; } =
    [
        new(),
        new()
        {
            Words = 1_000,
            Paragraphs = 6,
            Note = 300,
            Correction = 120,
        },
        new()
        {
            Words = 300,
            Paragraphs = 2,
            Note = 0,
            Correction = 80,
            Title = 100,
            IsBare = true,
        },
        new()
        {
            Words = 0,
            Paragraphs = 0,
            Note = 0,
            Correction = 40,
            Title = 50,
            IsBare = true,
            Sections = 10,
        },
        new()
        {
            Words = 0,
            Paragraphs = 0,
            Note = 0,
            Correction = 20,
            Title = 20,
            IsBare = true,
            Sections = 3,
        },
    ];

    private const int LongAddress = 100;

    /// <summary>Most characters of an editor's note, and of a sponsor's words; 0: none of them.</summary>
    private int Words { get; init; } = int.MaxValue;

    /// <summary>Most paragraphs of them.</summary>
    private int Paragraphs { get; init; } = int.MaxValue;

    /// <summary>Most characters of a section's standing note.</summary>
    private int Note { get; init; } = int.MaxValue;

    /// <summary>Most characters of a correction.</summary>
    private int Correction { get; init; } = int.MaxValue;

    /// <summary>Most characters of a title.</summary>
    private int Title { get; init; } = int.MaxValue;

    /// <summary>Most sections that the foot says the reader follows.</summary>
    private int Sections { get; init; } = int.MaxValue;

    /// <summary>Without a sponsor's picture, and with our own address of an article in place of a long one elsewhere.</summary>
    private bool IsBare { get; init; }

    /// <summary>The frame, put so short.</summary>
    public Edition Of(Edition frame) =>
        ReferenceEquals(this, Steps[0])
            ? frame
            : frame with
            {
                Sections = [.. frame.Sections.Take(Sections).Select(Of)],
                Corrections = Of(frame.Corrections),
                Matter = Of(frame.Matter),
            };

    /// <summary>The articles, put so short.</summary>
    public IReadOnlyList<EditionArticle> Of(IReadOnlyList<EditionArticle> articles) =>
        ReferenceEquals(this, Steps[0])
            ? articles
            : [.. articles.Select(shown => shown with { Article = Of(shown.Article), Section = Of(shown.Section) })];

    private Article Of(Article article) =>
        article with
        {
            Title = PlainText.Start(article.Title, Title),
            Correction = article.Correction is { } correction ? PlainText.Start(correction, Correction) : null,
            Url = IsBare && article.Url?.Length > LongAddress ? null : article.Url,
        };

    private Section Of(Section section) =>
        new()
        {
            Slug = section.Slug,
            Name = PlainText.Start(section.Name, Title),
            Note = Note == 0 ? "" : PlainText.Start(section.Note, Note),
            Position = section.Position,
            HoldsIssues = section.HoldsIssues,
        };

    private EditorsMatter Of(EditorsMatter matter) =>
        Words == 0
            ? matter with
            {
                NoteTitle = "",
                Note = "",
                Sponsor = null,
            }
            : matter with
            {
                Note = Of(matter.Note),
                Sponsor = matter.Sponsor is { } sponsor ? Of(sponsor) : null,
            };

    private Insert Of(Insert sponsor) =>
        new()
        {
            PublicId = sponsor.PublicId,
            Kind = sponsor.Kind,
            Title = sponsor.Title,
            Text = Of(sponsor.Text),
            Link = sponsor.Link,
            Image = IsBare ? null : sponsor.Image,
        };

    private string Of(string words) => PlainText.Start(string.Join("\n\n", EditorsMatter.Paragraphs(words).Take(Paragraphs)), Words);
}
