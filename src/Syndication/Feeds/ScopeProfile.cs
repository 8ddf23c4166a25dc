using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>What is known of a scope that somebody asks a feed for.</summary>
internal abstract record ScopeProfile
{
    private ScopeProfile() { }

    /// <summary>It has a feed, though perhaps an empty one.</summary>
    /// <param name="Name">Name for people; empty for the publication.</param>
    /// <param name="Description">What it is about; may be empty.</param>
    /// <param name="Language">BCP 47 tag.</param>
    /// <param name="Content">How much of an article its feeds carry.</param>
    public sealed record Known(string Name, string Description, string Language, FeedContent Content) : ScopeProfile;

    /// <summary>Another section took over its readers.</summary>
    public sealed record Moved(SectionSlug To) : ScopeProfile;

    /// <summary>It is no more.</summary>
    public sealed record Gone : ScopeProfile;

    /// <summary>There never was such a thing.</summary>
    public sealed record Unknown : ScopeProfile;
}
