namespace Syndication.Templates;

/// <summary>What a page says of itself in its head.</summary>
public sealed record PageHead
{
    /// <summary>Title, without the publication's name; empty: <see cref="TitleKey"/> is said.</summary>
    public string Title { get; init; } = "";

    /// <summary>The text (<see cref="Words"/>) that is the title.</summary>
    public string TitleKey { get; init; } = "";

    /// <summary>Description for search engines and previews; empty: none.</summary>
    public string Description { get; init; } = "";

    /// <summary>BCP 47 tag; null: the publication's, or for a personal page what its visitor prefers.</summary>
    public string? Language { get; init; }

    /// <summary>Whether the page is for the one person who asks, and so in their language rather than the publication's.</summary>
    public bool IsPersonal { get; init; }

    /// <summary>Whether other sites may show the page in a frame of theirs.</summary>
    public bool IsFramed { get; init; }

    /// <summary>Address that search engines should keep; null: none.</summary>
    public string? Canonical { get; init; }

    /// <summary>Whether search engines may list it; false for everything behind a token.</summary>
    public bool Indexed { get; init; } = true;

    /// <summary>Whether the masthead has a search box; false where the page has one of its own.</summary>
    public bool HasSearchBox { get; init; } = true;

    /// <summary>Absolute address of a picture for previews; null: the publication's icon.</summary>
    public string? Image { get; init; }

    /// <summary>Whether the page is one article.</summary>
    public bool IsArticle { get; init; }

    /// <summary>The page's own feeds for autodiscovery; every page names the publication's after them.</summary>
    public IReadOnlyList<FeedLink> Feeds { get; init; } = [];
}

/// <summary>A feed that a page links.</summary>
/// <param name="Title">Title for people.</param>
/// <param name="Type">Media type.</param>
/// <param name="Href">Absolute address.</param>
public sealed record FeedLink(string Title, string Type, string Href);
