using Syndication.Publication;

namespace Syndication.Feeds.Personal;

/// <summary>The newest articles of several sections together, rendered once for all readers who chose the same ones.</summary>
internal sealed record SelectionFeed : FeedSubject
{
    private SelectionFeed(string key) => Key = key;

    /// <summary>Where a reader's token goes. Random and new in every process, so that no article can contain it.</summary>
    public static string TokenHole { get; } = Guid.NewGuid().ToString("N");

    /// <summary>Where a reader's own feed id goes.</summary>
    /// <inheritdoc cref="TokenHole"/>
    public static string IdHole { get; } = $"urn:uuid:{Guid.NewGuid():D}";

    /// <summary>The sections' slugs in order, a space between them.</summary>
    public string Key { get; }

    public override string Path => "readers/" + TokenHole;

    public override bool IsPublic => false;

    /// <summary>The feed of a choice of sections, in whatever order they come.</summary>
    public static SelectionFeed Of(IEnumerable<SectionSlug> sections) =>
        new(string.Join(' ', sections.Select(section => section.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));

    /// <summary>The sections.</summary>
    public IReadOnlyList<SectionSlug> Sections() =>
        [.. Key.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(slug => new SectionSlug(slug))];
}
