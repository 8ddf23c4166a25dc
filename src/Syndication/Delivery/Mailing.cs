using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Delivery;

/// <summary>The messages of one group taken together: what an operator pauses, resumes and cancels.</summary>
public sealed class Mailing
{
    /// <summary>
    /// What a row says that ended because its whole group was cancelled. An operator may take that back; a row that its reader's leaving
    /// or a change of plan ended says something else, and stays ended.
    /// </summary>
    internal const string CancelledWords = "the mailing was cancelled";

    /// <summary>Part of the key.</summary>
    public MessageStream Stream { get; init; }

    /// <summary>Part of the key.</summary>
    public long Group { get; init; }

    /// <summary>
    /// The domain in its messages' Message-IDs: the sender's when something was first queued for it, also where the sender is another by the time of
    /// a repeat. Null in groups of before it was kept: the sender's.
    /// </summary>
    public string? Domain { get; init; }

    /// <summary>Whether its messages may go out.</summary>
    public MailingState State { get; set; }

    /// <summary>After this its unsent messages are stale and expire; null: never.</summary>
    public DateTimeOffset? FreshUntil { get; set; }

    /// <summary>How many messages were ever queued for it: what the states of its rows must add up to.</summary>
    public long Planned { get; set; }

    /// <summary>None of its messages is on its way or waits for a sender: leasing need not look at it.</summary>
    public bool Settled { get; set; }
}

/// <summary>Whether a group's messages may go out.</summary>
public enum MailingState
{
    /// <summary>They may.</summary>
    Open = 0,

    /// <summary>They wait.</summary>
    Paused = 1,

    /// <summary>They will not.</summary>
    Cancelled = 2,

    /// <summary>They wait for somebody's approval, and do not grow stale meanwhile.</summary>
    Unapproved = 3,
}

internal sealed class MailingConfiguration : IEntityTypeConfiguration<Mailing>
{
    public void Configure(EntityTypeBuilder<Mailing> builder)
    {
        builder.ToTable("Mailings");
        builder.HasKey(mailing => new { mailing.Stream, mailing.Group });

        // Every confirmation mail is a group: leasing must not walk over all there ever were.
        builder
            .HasIndex(mailing => new { mailing.Stream, mailing.Group })
            .HasDatabaseName("IX_Mailings_Unsettled")
            .HasFilter("NOT \"Settled\"");
    }
}
