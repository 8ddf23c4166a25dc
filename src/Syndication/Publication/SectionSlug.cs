namespace Syndication.Publication;

/// <summary>A section's name in addresses, for its whole life.</summary>
public readonly record struct SectionSlug(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
