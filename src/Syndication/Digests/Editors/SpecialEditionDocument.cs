using System.Buffers.Text;
using System.Security.Cryptography;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests.Editors;

/// <summary>A special edition as the API takes it.</summary>
internal sealed record SpecialEditionDocument
{
    private const int LongestSubject = 150;
    private const int MostArticles = 50;

    /// <summary>Whose readers get it.</summary>
    public string? Section { get; init; }

    /// <summary>The mail's subject, 1 to 150 characters.</summary>
    public string? Subject { get; init; }

    /// <summary>The editor's words above the articles, plain text of at most 4,000 characters, paragraphs divided by an empty line.</summary>
    public string? Note { get; init; }

    /// <summary>Slugs or ids of 1 to 50 visible, announced articles of the section, in the order to be shown.</summary>
    public IReadOnlyList<string> Articles { get; init; } = [];

    /// <summary>The edition, or null with what is wrong.</summary>
    public async Task<SpecialEdition?> CheckAsync(
        SectionStore sections,
        ArticleNames names,
        DateTimeOffset now,
        FieldFaults faults,
        CancellationToken ct
    )
    {
        var slug = new SectionSlug(Section ?? "");
        if (await sections.FindAsync(slug, ct) is not { IsOpen: true })
            faults.Add("section", "must be a section that runs");
        if (string.IsNullOrWhiteSpace(Subject) || Subject.Length > LongestSubject || Subject.Any(char.IsControl))
            faults.Add("subject", $"must be 1 to {LongestSubject} characters on one line");
        if (Note?.Length > EditorsMatter.LongestText)
            faults.Add("note", $"must be at most {EditorsMatter.LongestText} characters");
        else if (EditorsMatter.Paragraphs(Note ?? "").Count > EditorsMatter.MostParagraphs)
            faults.Add("note", $"must have at most {EditorsMatter.MostParagraphs} paragraphs");
        if (Articles.Count is 0 or > MostArticles)
            faults.Add("articles", $"must be 1 to {MostArticles} articles");
        var found = new List<Guid>();
        foreach (var name in Articles.Take(MostArticles))
        {
            if (await names.FindAsync(name, ct) is { } article && IssueStore.IsNews(article) && article.Sections.Contains(slug))
                found.Add(article.Id.Value);
            else
                faults.Add("articles", $"'{name}' is no visible, announced article of the section");
        }

        return faults.Any
            ? null
            : new SpecialEdition
            {
                PublicId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9)),
                Section = slug,
                Subject = Subject!.Trim(),
                Note = Note?.Trim() ?? "",
                Articles = [.. found.Distinct()],
                CreatedAt = now,
            };
    }
}
