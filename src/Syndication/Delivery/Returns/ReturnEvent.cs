using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Delivery.Returns;

/// <summary>Something came back for a message: what rates by receiving domain are counted from. It names no reader.</summary>
public sealed class ReturnEvent
{
    /// <summary>Rises with time.</summary>
    public long Id { get; init; }

    /// <summary>The ledger's row; null: it is known only whose it was.</summary>
    public long? Message { get; init; }

    /// <summary>The stream of the row; with <see cref="Group"/>, what was sent.</summary>
    public MessageStream Stream { get; init; } = MessageStream.Digest;

    /// <summary>The issue, or the transactional mail; 0: not known.</summary>
    public long Group { get; init; }

    /// <summary>The receiving domain, in lower case and in IDNA's ASCII form; empty: not known.</summary>
    public required string Domain { get; init; }

    /// <summary>What came back.</summary>
    public ReturnClass Class { get; init; }

    /// <summary>Why, in the words that reports are judged by.</summary>
    public required string Reason { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>What came back.</summary>
public enum ReturnClass
{
    /// <summary>It will never arrive at that address.</summary>
    Hard = 1,

    /// <summary>It did not arrive this time.</summary>
    Soft = 2,

    /// <summary>Its reader called it unwanted.</summary>
    Complaint = 3,

    /// <summary>Its reader left by mail.</summary>
    Unsubscribe = 4,
}

internal sealed class ReturnEventConfiguration : IEntityTypeConfiguration<ReturnEvent>
{
    public void Configure(EntityTypeBuilder<ReturnEvent> builder)
    {
        builder.ToTable("ReturnEvents");
        builder.HasKey(happened => happened.Id);

        // A sliding window over everything, and one issue's numbers.
        builder.HasIndex(happened => happened.At);
        builder.HasIndex(happened => new { happened.Stream, happened.Group });
    }
}
