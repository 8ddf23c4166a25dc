using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Bounces;

/// <summary>How often mail to an address has failed for the time being, of late.</summary>
public sealed class BounceScore
{
    /// <summary>Keyed hash of the address, as the list of suppressions has it.</summary>
    public required byte[] Address { get; init; }

    /// <summary>Failures, each counting less the longer ago it was; as of <see cref="At"/>.</summary>
    public double Score { get; set; }

    /// <summary>Distinct days of the run.</summary>
    public int Days { get; set; }

    /// <summary>When the last one was counted.</summary>
    public DateTimeOffset At { get; set; }
}

internal sealed class BounceScoreConfiguration : IEntityTypeConfiguration<BounceScore>
{
    public void Configure(EntityTypeBuilder<BounceScore> builder)
    {
        builder.ToTable("BounceScores");
        builder.HasKey(score => score.Address);
    }
}
