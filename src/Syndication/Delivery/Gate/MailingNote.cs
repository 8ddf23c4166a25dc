using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Delivery.Gate;

/// <summary>What the gate or the brake has to say of one digest's mailing, and whether it keeps it from being sent. Where there is nothing to say, none.</summary>
internal sealed class MailingNote
{
    /// <summary>Part of the key: <see cref="Mailing.Group"/> of a digest.</summary>
    public long Group { get; init; }

    /// <summary>Part of the key.</summary>
    public NoteBy By { get; init; }

    /// <summary>Whether the mailing is paused for it.</summary>
    public bool IsHolding { get; set; }

    /// <summary>A reason a line, for operators; names of ours and of receiving domains, never of a reader.</summary>
    public required string Reasons { get; set; }

    /// <summary>Since when.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>When an operator last resumed it all the same: who stopped it counts from then on.</summary>
    public DateTimeOffset? ReleasedAt { get; set; }
}

/// <summary>Whose note it is.</summary>
internal enum NoteBy
{
    /// <summary>The gate's checks of the publication's sending: mended, they let go by themselves what they held.</summary>
    Gate = 1,

    /// <summary>What comes back during the send.</summary>
    Brake = 2,

    /// <summary>The gate's checks of the first message itself: what they hold waits for an operator, as the message stays what it is.</summary>
    Mail = 3,

    /// <summary>The first messages all failed: whatever is at fault waits for an operator.</summary>
    Refusals = 4,
}

internal sealed class MailingNoteConfiguration : IEntityTypeConfiguration<MailingNote>
{
    public void Configure(EntityTypeBuilder<MailingNote> builder)
    {
        builder.ToTable("MailingNotes");
        builder.HasKey(note => new { note.Group, note.By });
        builder.HasIndex(note => note.By).HasDatabaseName("IX_MailingNotes_Holding").HasFilter("\"IsHolding\"");
        builder.HasIndex(note => note.ReleasedAt).HasFilter("\"ReleasedAt\" IS NOT NULL");
    }
}
