using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>A subscriber's interest in one section. Changing the cadence keeps the mark.</summary>
public sealed class Subscription
{
    /// <summary>Whose it is.</summary>
    public SubscriberId Subscriber { get; init; }

    /// <summary>What it is about.</summary>
    public SectionSlug Section { get; init; }

    /// <summary>How often.</summary>
    public Cadence Cadence { get; set; }

    /// <summary>The sequence up to which everything was in an issue for this reader; starts where consent was confirmed.</summary>
    public long Mark { get; set; }

    /// <summary>The sequence at which the section was last turned on: what is older was not asked for, also where its mail never went out.</summary>
    public long From { get; set; }

    /// <summary>The next slot's local date and time, <c>yyyy-MM-ddTHH:mm</c>; null for <see cref="Cadence.Off"/>, for whoever is not active, for what is due out of turn, and for <see cref="Cadence.Each"/> but after a pause.</summary>
    public string? NextSlot { get; set; }

    /// <summary>The instant of <see cref="NextSlot"/>; without one, due out of turn since then.</summary>
    public DateTimeOffset? NextDueAt { get; set; }
}

/// <summary>How often a reader wants to hear of a section.</summary>
public enum Cadence
{
    /// <summary>Not at all.</summary>
    Off = 0,

    /// <summary>As soon as something is new.</summary>
    Each = 1,

    /// <summary>Once a day.</summary>
    Daily = 2,

    /// <summary>Once a week.</summary>
    Weekly = 3,

    /// <summary>Once a month.</summary>
    Monthly = 4,
}

internal sealed class SubscriptionConfiguration : IEntityTypeConfiguration<Subscription>
{
    public void Configure(EntityTypeBuilder<Subscription> builder)
    {
        builder.ToTable("Subscriptions");
        builder.HasKey(subscription => new { subscription.Subscriber, subscription.Section });
        builder.Property(subscription => subscription.Subscriber).HasConversion(id => id.Value, stored => new SubscriberId(stored));
        builder.Property(subscription => subscription.Section).HasConversion(slug => slug.Value, stored => new SectionSlug(stored));
        builder.HasIndex(subscription => new { subscription.NextDueAt, subscription.Subscriber });
        builder.HasIndex(subscription => new
        {
            subscription.Cadence,
            subscription.Section,
            subscription.Mark,
            subscription.Subscriber,
        });
    }
}
