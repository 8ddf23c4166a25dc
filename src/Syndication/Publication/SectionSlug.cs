namespace Syndication.Publication;

/// <summary>A section's name in addresses, for its whole life.</summary>
public readonly record struct SectionSlug(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>An author's name in addresses.</summary>
public readonly record struct AuthorSlug(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A tag's name in addresses.</summary>
public readonly record struct TagSlug(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
