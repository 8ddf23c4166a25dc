using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Subscribers;

/// <summary>One entry of the consent log: what a reader agreed to or took back, when, and by which way. Never changed.</summary>
public sealed class ConsentEvent
{
    /// <summary>Rises with time.</summary>
    public long Id { get; init; }

    /// <summary>Whose it is.</summary>
    public SubscriberId Subscriber { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>What happened.</summary>
    public ConsentAct What { get; init; }

    /// <summary>By which way.</summary>
    public ConsentManner How { get; init; }

    /// <summary>
    /// Which wording of pages and mails the reader had before them: <see cref="SubscriberOptions.WordingVersion"/>, the language, and a mark
    /// of its words that changes with any of them.
    /// </summary>
    public required string Wording { get; init; }

    /// <summary>The mail or issue whose link was used, or the import that did it; 0: none.</summary>
    public long About { get; init; }

    /// <summary>Keyed hash of the network it came from; null where it is not known or not asked for.</summary>
    public byte[]? Network { get; init; }

    /// <summary>How consent was given elsewhere, in the newsroom's words; empty otherwise.</summary>
    public string Remark { get; init; } = "";
}

/// <summary>What a reader agreed to or took back.</summary>
public enum ConsentAct
{
    /// <summary>Somebody asked for the address to be signed up.</summary>
    Asked = 1,

    /// <summary>The address's owner confirmed.</summary>
    Confirmed = 2,

    /// <summary>Consent given elsewhere was moved here.</summary>
    Moved = 3,

    /// <summary>The plan was changed.</summary>
    PlanChanged = 4,

    /// <summary>The reader left.</summary>
    Left = 5,

    /// <summary>The reader took leaving back.</summary>
    Returned = 6,

    /// <summary>The reader's mail goes to another address.</summary>
    AddressChanged = 7,

    /// <summary>What an import did to the reader was taken back.</summary>
    ImportUndone = 8,
}

/// <summary>By which way a reader acted.</summary>
public enum ConsentManner
{
    /// <summary>A button on a page.</summary>
    Page = 1,

    /// <summary>The mailbox's own button (RFC 8058).</summary>
    OneClick = 2,

    /// <summary>The newsroom's API.</summary>
    Api = 3,

    /// <summary>A list that was taken over as a whole, and can be taken back so.</summary>
    Import = 4,

    /// <summary>A mail to the address that takes unsubscriptions (RFC 2369).</summary>
    Mail = 5,

    /// <summary>The mailbox provider's report that the reader called a mail unwanted (RFC 5965).</summary>
    Complaint = 6,
}

internal sealed class ConsentEventConfiguration : IEntityTypeConfiguration<ConsentEvent>
{
    public void Configure(EntityTypeBuilder<ConsentEvent> builder)
    {
        builder.ToTable("ConsentEvents");
        builder.HasKey(happened => happened.Id);
        builder.Property(happened => happened.Subscriber).HasConversion(id => id.Value, stored => new SubscriberId(stored));
        builder.HasIndex(happened => new { happened.Subscriber, happened.What });

        // What an import did, for whoever takes it back.
        builder.HasIndex(happened => new { happened.About, happened.Id }).HasFilter("\"How\" = 4");
    }
}
