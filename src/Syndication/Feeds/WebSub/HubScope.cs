using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Feeds.WebSub;

/// <summary>How far the changes of a scope are distributed. There is a row for what was ever subscribed to, and for all where other hubs are pinged.</summary>
internal sealed class HubScope
{
    /// <inheritdoc cref="HubSubscription.Scope"/>
    public required string Scope { get; init; }

    /// <summary>The version that all subscribers have in the delivery table or behind them.</summary>
    public long Version { get; set; }

    /// <summary>The version that other hubs were pinged about; null: they are not.</summary>
    public long? PingedVersion { get; set; }

    /// <summary>When a distribution last began.</summary>
    public DateTimeOffset DistributedAt { get; set; }
}

internal sealed class HubScopeConfiguration : IEntityTypeConfiguration<HubScope>
{
    public void Configure(EntityTypeBuilder<HubScope> builder)
    {
        builder.ToTable("HubScopes");
        builder.HasKey(scope => scope.Scope);
    }
}
