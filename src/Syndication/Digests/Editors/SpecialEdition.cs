using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Digests.Editors;

/// <summary>Articles that an editor sends to all who follow a section, out of turn. Nobody gets an article again that they have.</summary>
internal sealed class SpecialEdition
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    public long Id { get; init; }

    /// <summary>Its name in addresses.</summary>
    public required string PublicId { get; init; }

    /// <summary>Whose readers get it.</summary>
    public SectionSlug Section { get; init; }

    /// <summary>The mail's subject, plain text.</summary>
    public required string Subject { get; init; }

    /// <summary>The editor's words above the articles, plain text; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Its articles in the order shown, as UUIDs.</summary>
    public List<Guid> Articles { get; init; } = [];

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When all readers but those in their quiet hours were served; null: not yet.</summary>
    public DateTimeOffset? PassedAt { get; set; }

    /// <summary>When all readers' messages were queued; null: not yet.</summary>
    public DateTimeOffset? QueuedAt { get; set; }

    /// <summary>Whether a reader whose quiet hours were on when the others were served may still get it.</summary>
    public bool StillWaitsFor(Subscriber reader, DateTimeOffset at) => reader.QuietFrom is not null && !IsOver(at);

    /// <summary>Whether nobody is waited for any more: nobody is quiet for a day; somebody always is.</summary>
    public bool IsOver(DateTimeOffset at) => at >= CreatedAt + Longest;

    /// <summary>What its issues have beside the articles.</summary>
    public EditorsMatter Matter =>
        new()
        {
            Subject = Subject,
            Note = Note,
            Leads = [.. Articles.Select(article => new ArticleId(article))],
        };
}

internal sealed class SpecialEditionConfiguration : IEntityTypeConfiguration<SpecialEdition>
{
    public void Configure(EntityTypeBuilder<SpecialEdition> builder)
    {
        builder.ToTable("SpecialEditions");
        builder.HasKey(edition => edition.Id);
        builder.HasIndex(edition => edition.PublicId).IsUnique();
        builder.HasIndex(edition => edition.QueuedAt);
        builder.Property(edition => edition.Section).HasConversion(slug => slug.Value, stored => new SectionSlug(stored));
        builder.Ignore(edition => edition.Matter);
    }
}
