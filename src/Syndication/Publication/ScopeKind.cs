namespace Syndication.Publication;

/// <summary>The kinds of <see cref="Scope"/>.</summary>
public enum ScopeKind
{
    /// <summary>The publication.</summary>
    Publication,

    /// <summary>A section.</summary>
    Section,

    /// <summary>An author.</summary>
    Author,

    /// <summary>A tag.</summary>
    Tag,
}
