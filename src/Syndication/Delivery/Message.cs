using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Delivery;

/// <summary>A row of the ledger: one thing to one recipient. Narrow on purpose; no body is ever stored per recipient.</summary>
public sealed class Message
{
    /// <summary>Rows are updated in the order of it.</summary>
    public long Id { get; init; }

    /// <summary>Part of the key.</summary>
    public MessageStream Stream { get; init; }

    /// <summary>Part of the key.</summary>
    public long Group { get; init; }

    /// <summary>Part of the key.</summary>
    public long Recipient { get; init; }

    /// <summary>Where it is on its way.</summary>
    public MessageState State { get; set; }

    /// <summary>Intents committed since it was queued, without those that failed through a relay's own fault.</summary>
    public int Attempts { get; set; }

    /// <summary>When the first of them was committed; the time for trying again runs from here.</summary>
    public DateTimeOffset? FirstAttemptAt { get; set; }

    /// <summary>Not to be leased before. Never null: the order of leasing is an index's order.</summary>
    public DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>The worker that holds it.</summary>
    public long? Worker { get; set; }

    /// <summary>Rises with each lease: a result under an older one is refused, unless it is an acceptance.</summary>
    public int Epoch { get; set; }

    /// <summary>Name of the relay of the last attempt.</summary>
    public string? Relay { get; set; }

    /// <summary>The version of the content in the last attempt; when that is in doubt, the next one carries the same.</summary>
    public int? VersionSent { get; set; }

    /// <summary>The relay's last reply code (RFC 5321, section 4.2).</summary>
    public int? LastCode { get; set; }

    /// <summary>The relay's last enhanced status code (RFC 3463).</summary>
    public string? LastEnhancedCode { get; set; }

    /// <summary>The relay's last words, or why it was not sent; never an address.</summary>
    public string? LastReply { get; set; }

    /// <summary>How often it came to be in doubt.</summary>
    public int Doubts { get; set; }

    /// <summary>Acceptances beyond the first.</summary>
    public int Repeats { get; set; }

    /// <summary>When it was queued; where an operator had it sent again, when it was queued for that.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>
    /// When its reader should have it: the instant of the slot that it was planned for; without one, when it was first queued. It stays where an
    /// operator has it sent again. Null in rows of before it was kept: <see cref="CreatedAt"/> stands for it.
    /// </summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>When it reached a final state.</summary>
    public DateTimeOffset? DoneAt { get; set; }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("Messages");
        builder.HasKey(message => message.Id);
        builder
            .HasIndex(message => new
            {
                message.Stream,
                message.Group,
                message.Recipient,
            })
            .IsUnique();
        builder.HasIndex(message => new
        {
            message.Stream,
            message.Recipient,
            message.Group,
        });

        // The few that ended without an acceptance, by reader: their articles come again.
        builder
            .HasIndex(message => new
            {
                message.Recipient,
                message.Stream,
                message.Group,
            })
            .HasFilter("\"State\" IN (7, 9, 10)");

        // One index for leasing, for the numbers of a group and for what of it is stale.
        builder.HasIndex(message => new
        {
            message.Stream,
            message.Group,
            message.State,
            message.NextAttemptAt,
        });
        // Those that wait for the operator: few, and asked for by each health check.
        builder.HasIndex(message => message.State).HasFilter("\"State\" = 5");
        // Few, and summed up whenever somebody looks at a group's numbers.
        builder.HasIndex(message => new { message.Stream, message.Group }).HasFilter("\"Doubts\" + \"Repeats\" > 0");
        builder.HasIndex(message => message.Worker).HasFilter("\"Worker\" IS NOT NULL");
    }
}
