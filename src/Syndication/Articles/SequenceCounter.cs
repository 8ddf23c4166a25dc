using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Articles;

/// <summary>The one counter that sequences are taken from; held to the commit, so that they rise in commit order.</summary>
internal sealed class SequenceCounter
{
    public const string Table = "SequenceCounter";
    public int Id { get; init; }
    public long Last { get; set; }
}

internal sealed class SequenceCounterConfiguration : IEntityTypeConfiguration<SequenceCounter>
{
    public void Configure(EntityTypeBuilder<SequenceCounter> builder)
    {
        builder.ToTable(SequenceCounter.Table);
        builder.HasKey(counter => counter.Id);
        builder.Property(counter => counter.Id).ValueGeneratedNever();
        builder.HasData(new SequenceCounter { Id = 1, Last = 0 });
    }
}
