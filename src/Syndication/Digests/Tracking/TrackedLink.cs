using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Digests.Tracking;

/// <summary>A link of an issue that is counted, the same for all of its readers, and how often it was followed.</summary>
/// <remarks>Nothing in it is of a reader: there is nothing to erase. It is kept as long as its issue, so that links in old mails go on working.</remarks>
internal sealed class TrackedLink
{
    /// <summary>Its name in addresses (<see cref="LinkTokens"/>).</summary>
    public required string Token { get; init; }

    public long Issue { get; init; }

    public TrackedLinkKind Kind { get; init; }

    /// <summary>Where it leads, exactly as the mail would have it; empty for the picture.</summary>
    public required string Address { get; init; }

    /// <summary>The article or the page that it was met with; empty: none.</summary>
    public required string Title { get; init; }

    /// <summary>Hits that nothing tells from a person's.</summary>
    public long People { get; init; }

    /// <summary>Hits of scanners.</summary>
    public long Scanners { get; init; }

    /// <summary>Hits of mailbox providers' picture proxies, which fetch whether anybody looks or not.</summary>
    public long Proxies { get; init; }
}

/// <summary>What a counted link is.</summary>
internal enum TrackedLinkKind
{
    /// <summary>One that readers see.</summary>
    Link = 0,

    /// <summary>One that no person sees: who follows it is a scanner.</summary>
    Trap = 1,

    /// <summary>The picture that says that a mail was opened.</summary>
    Picture = 2,
}

internal sealed class TrackedLinkConfiguration : IEntityTypeConfiguration<TrackedLink>
{
    public void Configure(EntityTypeBuilder<TrackedLink> builder)
    {
        builder.ToTable("TrackedLinks");
        builder.HasKey(link => link.Token);
        builder.HasIndex(link => link.Issue);
    }
}
