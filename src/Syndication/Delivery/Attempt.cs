using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Delivery;

/// <summary>One try to hand a message to a relay, and what was said.</summary>
public sealed class Attempt
{
    /// <summary>In the order in which results were committed.</summary>
    public long Id { get; init; }

    /// <summary><see cref="Message.Id"/>.</summary>
    public long Message { get; init; }

    /// <summary>When its result was known.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Name of the relay; null when the process that tried died before it could say.</summary>
    public string? Relay { get; init; }

    /// <summary>What came of it.</summary>
    public AttemptOutcome Outcome { get; init; }

    /// <summary>Reply code (RFC 5321, section 4.2); null: no reply.</summary>
    public int? Code { get; init; }

    /// <summary>Enhanced status code (RFC 3463); null: none was given.</summary>
    public string? EnhancedCode { get; init; }

    /// <summary>The relay's words, or what happened; never an address.</summary>
    public string? Text { get; init; }

    /// <summary>The relay's own number for an accepted message.</summary>
    public string? QueueId { get; init; }
}

/// <summary>What came of an attempt.</summary>
public enum AttemptOutcome
{
    /// <summary>The relay took it.</summary>
    Accepted = 0,

    /// <summary>Not now.</summary>
    TryLater = 1,

    /// <summary>Never.</summary>
    Rejected = 2,

    /// <summary>The relay's own fault; not counted as an attempt.</summary>
    RelayFault = 3,

    /// <summary>The connection ended before the message was handed over.</summary>
    Lost = 4,

    /// <summary>Handed over, but no answer.</summary>
    InDoubt = 5,
}

internal sealed class AttemptConfiguration : IEntityTypeConfiguration<Attempt>
{
    public void Configure(EntityTypeBuilder<Attempt> builder)
    {
        builder.ToTable("Attempts");
        builder.HasKey(attempt => attempt.Id);
        builder.HasIndex(attempt => attempt.Message);

        // A provider's report names a message by the number that its relay gave it.
        builder.HasIndex(attempt => attempt.QueueId).HasFilter("\"QueueId\" IS NOT NULL");
    }
}
