namespace Syndication.Publication;

/// <summary>A tag's name in addresses.</summary>
public readonly record struct TagSlug(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
