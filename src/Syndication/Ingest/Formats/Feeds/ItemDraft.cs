using System.Globalization;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>An item while its elements are read: each vocabulary offers what it knows, and the ranks settle what counts.</summary>
internal sealed class ItemDraft
{
    private const int MostUnmapped = 50;
    private const int MostOfAKind = 500;
    private const int LongestShown = 100;
    private readonly List<(int Rank, SourceAuthor Author)> authors = [];
    private readonly List<string> tags = [];
    private readonly List<SourceEnclosure> enclosures = [];
    private readonly List<string> unmapped = [];
    private (int Rank, SourceImage Image)? image;

    public RankedText Id;
    public RankedText Url;
    public RankedText Title;
    public RankedText Summary;
    public RankedText Content;
    public RankedText Language;
    public RankedDate Published;
    public RankedDate Updated;
    public RankedDate Expires;
    public RankedText ImageAlt;
    public RankedText ImageCredit;

    public bool IsDraft { get; set; }

    public bool IsWithdrawn { get; set; }

    /// <summary>The description as HTML: the content where there is a summary beside it, and no other content.</summary>
    public string? Description { get; set; }

    /// <summary>A second description, which is the content where there is no other.</summary>
    public string? SecondDescription { get; set; }

    /// <summary>Whether an element is the summary by its name.</summary>
    public bool HasSummary { get; set; }

    /// <summary>Offers the whole text; its element's language is then the item's.</summary>
    public void OfferContent(int rank, string html, FeedElement element)
    {
        Content.Offer(rank, html);
        Language.Offer(1, element.Language);
    }

    /// <summary>Offers a person; those of the lowest rank count, and of rank 0 and 1 all.</summary>
    public void AddAuthor(int rank, SourceAuthor? author)
    {
        if (author is not null && HasRoom(authors.Count, "authors"))
            authors.Add((rank, author));
    }

    /// <summary>Adds a tag that is not there yet.</summary>
    public void AddTag(string? tag)
    {
        var name = tag?.Trim();
        if (!string.IsNullOrEmpty(name) && HasRoom(tags.Count, "tags") && !tags.Contains(name, StringComparer.Ordinal))
            tags.Add(name);
    }

    /// <summary>Adds a file that is not there yet.</summary>
    public void AddEnclosure(string? url, string? type, string? length)
    {
        if (url is null || !HasRoom(enclosures.Count, "files") || enclosures.Exists(file => file.Url == url))
            return;
        enclosures.Add(
            new SourceEnclosure(
                url,
                string.IsNullOrWhiteSpace(type) ? null : type.Trim(),
                long.TryParse(length, CultureInfo.InvariantCulture, out var bytes) && bytes >= 0 ? bytes : null
            )
        );
    }

    /// <summary>Offers the lead picture.</summary>
    public void OfferImage(int rank, SourceImage offered)
    {
        if (image is not { } known || rank < known.Rank)
            image = (rank, offered);
    }

    /// <summary>Offers a date; one that cannot be read is listed.</summary>
    public void OfferDate(ref RankedDate date, int rank, FeedElement element) =>
        OfferDate(ref date, rank, element.Name.Written, element.Text());

    /// <inheritdoc cref="OfferDate(ref RankedDate, int, FeedElement)"/>
    public void OfferDate(ref RankedDate date, int rank, string name, string text)
    {
        if (FeedDates.Read(text) is { } instant)
            date.Offer(rank, instant);
        else if (text.Length > 0)
            Leave($"{name}: '{(text.Length > LongestShown ? text[..LongestShown] : text)}' is no date");
    }

    /// <summary>Lists what has no place.</summary>
    public void Leave(string name)
    {
        if (unmapped.Count < MostUnmapped && !unmapped.Contains(name, StringComparer.Ordinal))
            unmapped.Add(name);
    }

    /// <summary>What came of it.</summary>
    public SourceItem ToItem() =>
        new()
        {
            Id = Id.Value,
            Url = Url.Value,
            Title = Title.Value,
            Summary = Summary.Value,
            ContentHtml = Content.Value ?? SecondDescription ?? (HasSummary ? Description : null),
            Authors = Authors(),
            Tags = tags,
            Published = Published.Value,
            Updated = Updated.Value,
            Expires = Expires.Value,
            Enclosures = enclosures,
            Image = Image(),
            Language = Language.Value,
            IsDraft = IsDraft,
            IsWithdrawn = IsWithdrawn,
            Unmapped = unmapped,
        };

    private SourceImage? Image()
    {
        var lead = image?.Image;
        if (
            lead is null
            && enclosures.Find(file => file.Type?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true) is { } picture
        )
            lead = new SourceImage(picture.Url) { Type = picture.Type };
        return lead is null ? null : lead with { Alt = lead.Alt ?? ImageAlt.Value, Credit = lead.Credit ?? ImageCredit.Value };
    }

    private bool HasRoom(int count, string what)
    {
        if (count < MostOfAKind)
            return true;
        Leave($"more than {MostOfAKind} {what}");
        return false;
    }

    // An address without a name is the same person as the name that another element gives.
    private List<SourceAuthor> Authors()
    {
        if (authors.Count == 0)
            return [];
        var best = Math.Max(1, authors.Min(pair => pair.Rank));
        var chosen = authors.Where(pair => pair.Rank <= best).OrderBy(pair => pair.Rank).Select(pair => pair.Author).ToList();
        if (chosen.Exists(author => author.Name is not null))
            chosen.RemoveAll(author => author.Name is null);
        return [.. chosen.DistinctBy(author => author.Name ?? author.Email ?? author.Url, StringComparer.OrdinalIgnoreCase)];
    }
}
