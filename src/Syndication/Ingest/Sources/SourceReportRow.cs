using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Ingest.Sources;

/// <summary>The last document that a source brought, as far as it is remembered. Beside <see cref="SourceRow"/>, so that a 304 writes little.</summary>
internal sealed class SourceReportRow
{
    /// <summary><see cref="SourceRow.Id"/>.</summary>
    public long Source { get; init; }

    /// <summary>A <see cref="SourceReport"/> as JSON.</summary>
    public required string Report { get; set; }

    /// <summary><see cref="SeenItems"/>.</summary>
    public required byte[] Seen { get; set; }
}

internal sealed class SourceReportRowConfiguration : IEntityTypeConfiguration<SourceReportRow>
{
    public void Configure(EntityTypeBuilder<SourceReportRow> builder)
    {
        builder.ToTable("SourceReports");
        builder.HasKey(report => report.Source);
        builder.Property(report => report.Source).ValueGeneratedNever();
    }
}
