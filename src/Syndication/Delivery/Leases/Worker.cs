using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Delivery.Leases;

/// <summary>A process that sends. Its leases live as long as its heart beats.</summary>
/// <remarks>
/// Others watch the count, not a time: a worker whose count has not moved for a minute of the observer's own monotonic clock is dead, whatever
/// the wall clocks of both say. A number is never given twice, so it is its own epoch.
/// </remarks>
public sealed class Worker
{
    /// <summary>New at each start.</summary>
    public long Id { get; init; }

    /// <summary>Rises with each beat.</summary>
    public long Beats { get; set; }
}

internal sealed class WorkerConfiguration : IEntityTypeConfiguration<Worker>
{
    public void Configure(EntityTypeBuilder<Worker> builder)
    {
        builder.ToTable("Workers");
        builder.HasKey(worker => worker.Id);
        builder.Property(worker => worker.Id).ValueGeneratedNever();
    }
}
