using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Feeds.WebSub;

/// <summary>
/// A change that is on its way: the feed to a subscriber, or a ping to another hub. One row for each receiver and feed: a newer change
/// moves its version up, since what is sent is the feed as it then is.
/// </summary>
internal sealed class HubDelivery
{
    public long Id { get; init; }

    /// <summary>Number of the subscription; null: a ping to another hub.</summary>
    public long? Subscription { get; init; }

    /// <inheritdoc cref="HubSubscription.Scope"/>
    public required string Scope { get; init; }

    public FeedFormat Format { get; init; }

    /// <summary>The callback, or the other hub.</summary>
    public required string Target { get; init; }

    public required string Host { get; init; }

    /// <summary>The scope's version that this is about.</summary>
    public long Version { get; set; }

    /// <summary>Attempts begun.</summary>
    public int Attempts { get; set; }

    /// <summary>When the first was begun.</summary>
    public DateTimeOffset? FirstAttemptAt { get; set; }

    /// <inheritdoc cref="HubVerification.DueAt"/>
    public DateTimeOffset DueAt { get; set; }

    /// <inheritdoc cref="HubVerification.Holder"/>
    public Guid? Holder { get; set; }
}

internal sealed class HubDeliveryConfiguration : IEntityTypeConfiguration<HubDelivery>
{
    public void Configure(EntityTypeBuilder<HubDelivery> builder)
    {
        builder.ToTable("HubDeliveries");
        builder.HasKey(delivery => delivery.Id);
        builder.HasOne<HubSubscription>().WithOne().HasForeignKey<HubDelivery>(delivery => delivery.Subscription);
        builder.HasIndex(delivery => delivery.DueAt);
        builder.HasIndex(delivery => new { delivery.Scope, delivery.Target });
    }
}
