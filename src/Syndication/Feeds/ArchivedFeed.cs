using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>One archive of a scope (RFC 5005, section 4).</summary>
internal sealed record ArchivedFeed(Scope Scope, ArchivePlace Place) : FeedSubject
{
    public override string Path => $"{new CurrentFeed(Scope).Path}/{Place}";

    public override bool IsCostly => true;

    /// <summary>
    /// Whether its month is over, by the clock of whoever asks. A part of the subject because answers are kept by it: with the turn of the
    /// month its <c>Cache-Control</c> changes, though nothing that is stored does.
    /// </summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether the scope has archives: authors and tags have none.</summary>
    public static bool HasArchive(Scope scope) => ArchivePlaces.HasArchive(scope);
}
