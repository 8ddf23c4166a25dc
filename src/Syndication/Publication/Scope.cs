namespace Syndication.Publication;

/// <summary>What a feed or a list covers: the publication, a section, an author or a tag.</summary>
public readonly record struct Scope
{
    private Scope(ScopeKind kind, string name) => (Kind, Name) = (kind, name);

    /// <summary>Everything.</summary>
    public static Scope Publication { get; } = new(ScopeKind.Publication, "");

    /// <summary>Which kind of thing it is.</summary>
    public ScopeKind Kind { get; }

    /// <summary>The slug; empty for the publication.</summary>
    public string Name { get; }

    /// <summary>The key it is stored under: <c>all</c>, <c>sections/gear</c>, <c>authors/…</c>, <c>tags/…</c>; also the path of its feeds below <c>/feeds/</c>.</summary>
    public string Key =>
        Kind switch
        {
            ScopeKind.Publication => "all",
            ScopeKind.Section => "sections/" + Name,
            ScopeKind.Author => "authors/" + Name,
            _ => "tags/" + Name,
        };

    /// <summary>One section.</summary>
    public static Scope Section(SectionSlug section) => new(ScopeKind.Section, section.Value);

    /// <summary>One author.</summary>
    public static Scope Author(AuthorSlug author) => new(ScopeKind.Author, author.Value);

    /// <summary>One tag.</summary>
    public static Scope Tag(TagSlug tag) => new(ScopeKind.Tag, tag.Value);
}
