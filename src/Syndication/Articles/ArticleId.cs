namespace Syndication.Articles;

/// <summary>An article's identity for its whole life, whatever happens to its title, slug, section or host (UUIDv7, RFC 9562).</summary>
public readonly record struct ArticleId(Guid Value)
{
    /// <summary>The <c>urn:uuid:</c> form (RFC 9562, section 4) that feeds carry as the item's id.</summary>
    public override string ToString() => $"urn:uuid:{Value:D}";

    /// <summary>A new id that sorts by its time.</summary>
    public static ArticleId New(TimeProvider clock) => new(Guid.CreateVersion7(clock.GetUtcNow()));
}
