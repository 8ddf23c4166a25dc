using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Feeds.WebSub;

/// <summary>A callback that confirmed that it wants a feed's changes. The row is the subscription: what ended is gone.</summary>
internal sealed class HubSubscription
{
    public long Id { get; init; }

    /// <summary>Key of what the feed is of (<see cref="Publication.Scope.Key"/>).</summary>
    public required string Scope { get; init; }

    public FeedFormat Format { get; init; }

    /// <summary>Where changes go.</summary>
    public required string Callback { get; init; }

    /// <summary>The callback's host.</summary>
    public required string Host { get; init; }

    /// <summary>What deliveries are signed with, protected by <see cref="HubSecrets"/>; null: they are not.</summary>
    public byte[]? Secret { get; set; }

    public DateTimeOffset LeaseEndsAt { get; set; }

    /// <summary>The scope's version up to which changes are delivered or in the delivery table; at first the one at the confirmation.</summary>
    public long Version { get; set; }
}

internal sealed class HubSubscriptionConfiguration : IEntityTypeConfiguration<HubSubscription>
{
    public void Configure(EntityTypeBuilder<HubSubscription> builder)
    {
        builder.ToTable("HubSubscriptions");
        builder.HasKey(subscription => subscription.Id);
        builder
            .HasIndex(subscription => new
            {
                subscription.Scope,
                subscription.Format,
                subscription.Callback,
            })
            .IsUnique();
        builder.HasIndex(subscription => new { subscription.Scope, subscription.Version });
        builder.HasIndex(subscription => subscription.Host);
        builder.HasIndex(subscription => subscription.LeaseEndsAt);
    }
}
