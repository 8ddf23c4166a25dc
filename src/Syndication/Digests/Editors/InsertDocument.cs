using System.Buffers.Text;
using System.Security.Cryptography;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests.Editors;

/// <summary>An insert as the API takes it.</summary>
internal sealed record InsertDocument
{
    private const int LongestTitle = 200;
    private const int LongestAddress = 2_000;
    private const int LongestAlternative = 300;

    /// <summary><c>note</c>, <c>sponsor</c> or <c>lead</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Only issues with this section have it; absent: all.</summary>
    public string? Section { get; init; }

    /// <summary>A note's heading or the sponsor's name, plain text of at most 200 characters; required for a sponsor.</summary>
    public string? Title { get; init; }

    /// <summary>Plain text of at most 4,000 characters, at most 40 paragraphs divided by an empty line; required for notes and sponsors.</summary>
    public string? Text { get; init; }

    /// <summary>Where a sponsor's words lead; absolute http(s).</summary>
    public string? Link { get; init; }

    /// <summary>A sponsor's picture; its width and height are required, so that nothing moves while it loads. An alt of at most 300 characters.</summary>
    public InsertImage? Image { get; init; }

    /// <summary>The slug or id of the article that leads; required for a lead.</summary>
    public string? Article { get; init; }

    /// <summary>Issues compiled from then on have it; absent: from now on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Issues compiled from then on do not.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The insert, or null with what is wrong.</summary>
    /// <param name="sections">Those there are.</param>
    /// <param name="article">The article that is named, if there is one of that name.</param>
    /// <param name="now">The present.</param>
    /// <param name="faults">Where faults go.</param>
    public Insert? Check(IReadOnlyList<Section> sections, Article? article, DateTimeOffset now, FieldFaults faults)
    {
        if (!Enum.TryParse<InsertKind>(Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || char.IsAsciiDigit(Kind![0]))
            faults.Add("kind", "must be note, sponsor or lead");
        if (Section is not null && sections.All(one => one.Slug.Value != Section))
            faults.Add("section", "must be one of: " + string.Join(", ", sections.Select(one => one.Slug)));
        if (kind is InsertKind.Lead && article is null)
            faults.Add("article", "must be the slug or the id of an article");
        else if (kind is not InsertKind.Lead && !faults.Any)
            CheckWords(kind, faults);
        if (Until <= (From ?? now))
            faults.Add("until", "must be after from");
        return faults.Any
            ? null
            : new Insert
            {
                PublicId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(9)),
                Kind = kind,
                Section = Section is null ? null : new SectionSlug(Section),
                Title = Title?.Trim() ?? "",
                Text = Text?.Trim() ?? "",
                Link = Link,
                Image = Image?.ToImage(),
                Article = kind is InsertKind.Lead ? article!.Id : null,
                From = From > now ? From.Value : now,
                Until = Until,
            };
    }

    private void CheckWords(InsertKind kind, FieldFaults faults)
    {
        if (string.IsNullOrWhiteSpace(Text) || Text.Length > EditorsMatter.LongestText)
            faults.Add("text", $"must be 1 to {EditorsMatter.LongestText} characters");
        else if (EditorsMatter.Paragraphs(Text).Count > EditorsMatter.MostParagraphs)
            faults.Add("text", $"must have at most {EditorsMatter.MostParagraphs} paragraphs");
        if (Title?.Length > LongestTitle || (kind is InsertKind.Sponsor && string.IsNullOrWhiteSpace(Title)))
            faults.Add("title", $"must be 1 to {LongestTitle} characters");
        if (Link is not null && !IsAddress(Link))
            faults.Add("link", $"must be an absolute http(s) address of at most {LongestAddress} characters");
        if (
            Image is not null
            && (Image.Width is not (> 0 and <= 10_000) || Image.Height is not (> 0 and <= 10_000) || !IsAddress(Image.Url))
        )
            faults.Add("image", "must have an absolute http(s) url, and width and height in pixels");
        else if (Image?.Alt?.Length > LongestAlternative)
            faults.Add("image", $"must have an alt of at most {LongestAlternative} characters");
    }

    private static bool IsAddress(string? address) =>
        address?.Length <= LongestAddress
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
}

/// <summary>A sponsor's picture.</summary>
internal sealed record InsertImage(string? Url, string? Alt, int? Width, int? Height)
{
    public ArticleImage ToImage() => new(Url!, Alt ?? "", Credit: null, Width, Height);
}
