namespace Syndication.Publication;

/// <summary>An author's name in addresses.</summary>
public readonly record struct AuthorSlug(string Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value;
}
