using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Subscribers;

/// <summary>A mail that somebody's request caused: the group of its one ledger row, and what its links are about.</summary>
internal sealed class TransactionalMail
{
    public long Id { get; init; }

    public TransactionalKind Kind { get; init; }

    /// <summary>The number of whom it is for.</summary>
    public long Subscriber { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>The plan that was asked for with a sign-up, as JSON; it is applied at the confirmation and not before.</summary>
    public string? Plan { get; set; }

    /// <summary>Where it goes, when that is not to the reader's own address: to the one that is to become it, or was it. Forgotten after a week.</summary>
    public string? Address { get; set; }

    /// <summary>Set when its reader left: its confirmation then revives nobody.</summary>
    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>What a transactional mail is for; its templates are named after it.</summary>
internal enum TransactionalKind
{
    /// <summary>Asks the address's owner to confirm a sign-up.</summary>
    Confirmation = 1,

    /// <summary>Brings the link to the reader's plan.</summary>
    Link = 2,

    /// <summary>Says welcome after the confirmation, where the publisher wants it.</summary>
    Welcome = 3,

    /// <summary>Asks the owner of a reader's new address to confirm it.</summary>
    Move = 4,

    /// <summary>Tells a reader's old address that the mail goes to another one now.</summary>
    Moved = 5,
}

internal sealed class TransactionalMailConfiguration : IEntityTypeConfiguration<TransactionalMail>
{
    public void Configure(EntityTypeBuilder<TransactionalMail> builder)
    {
        builder.ToTable("TransactionalMails");
        builder.HasKey(mail => mail.Id);
        builder.HasIndex(mail => mail.Subscriber);
    }
}
