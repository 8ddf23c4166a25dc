using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Delivery.Relays;

/// <summary>What a relay that is being warmed up may take on one day, all nodes together.</summary>
internal sealed class RelayDay
{
    /// <summary>Part of the key: the relay's name.</summary>
    public required string Relay { get; init; }

    /// <summary>Part of the key: the day in UTC, counted from 1 January 1970.</summary>
    public int Day { get; init; }

    /// <summary>Most digest messages.</summary>
    public long Ceiling { get; init; }

    /// <summary>How many nodes have taken of it, to send now.</summary>
    public long Taken { get; set; }
}

internal sealed class RelayDayConfiguration : IEntityTypeConfiguration<RelayDay>
{
    public void Configure(EntityTypeBuilder<RelayDay> builder)
    {
        builder.ToTable("RelayDays");
        builder.HasKey(day => new { day.Relay, day.Day });
    }
}
