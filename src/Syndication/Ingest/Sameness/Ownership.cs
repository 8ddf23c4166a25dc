namespace Syndication.Ingest.Sameness;

/// <summary>
/// Whose text readers see, of several sources that give one article. One of them owns it; what the others send is remembered and changes
/// nothing, so that two texts never take turns from poll to poll.
/// </summary>
/// <remarks>
/// The newsroom's own word, the API, owns what it sent, always. Else the first source does, until it lets go
/// (<see cref="ArticleIntake.ReleaseAsync"/>), or until another sends what is not older and is more of the same: the whole text of an
/// excerpt, or what is published where there was a draft. Within one source the id that came last owns: the one before is not used any more.
/// </remarks>
internal static class Ownership
{
    /// <summary>Whether the copy that came in is what readers are to see.</summary>
    /// <param name="given">The copy's source, with its dates as they are now.</param>
    /// <param name="others">The other sources of the article.</param>
    /// <param name="isNew">Whether the source named the article for the first time.</param>
    /// <param name="isFuller">Whether the copy holds what there is and much more, or is public where that is a draft.</param>
    public static bool IsOf(ArticleSource given, IReadOnlyCollection<ArticleSource> others, bool isNew, bool isFuller)
    {
        if (given.Source == ArticleSource.Api)
            return true;
        if (others.Any(other => other.Source == ArticleSource.Api))
            return false;
        var owner = others.FirstOrDefault(other => other.IsOwner);
        if (given.IsOwner || owner is null)
            return true;
        if (given.Source == owner.Source && isNew)
            return given.ChangedAt is null || owner.ChangedAt is null || given.ChangedAt >= owner.ChangedAt;
        if (given.Source == owner.Source)
            return given.ChangedAt > owner.ChangedAt;
        return isFuller && !(given.ChangedAt < owner.ChangedAt);
    }
}
