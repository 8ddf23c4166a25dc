using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Publication;

/// <summary>A person who writes for the publication.</summary>
public sealed class Author
{
    /// <summary>Name in addresses.</summary>
    public required AuthorSlug Slug { get; init; }

    /// <summary>Name for people, plain text.</summary>
    public required string Name { get; set; }

    /// <summary>What they are, such as "senior editor"; plain text, may be empty.</summary>
    public string Role { get; set; } = "";

    /// <summary>A few sentences about them, plain text; may be empty.</summary>
    public string Biography { get; set; } = "";

    /// <summary>Absolute address of a page of theirs; null: our own page of them.</summary>
    public string? Url { get; set; }
}

internal sealed class AuthorConfiguration : IEntityTypeConfiguration<Author>
{
    public void Configure(EntityTypeBuilder<Author> builder)
    {
        builder.ToTable("Authors");
        builder.HasKey(author => author.Slug);
        builder
            .Property(author => author.Slug)
            .HasConversion(slug => slug.Value, stored => new AuthorSlug(stored))
            .HasMaxLength(Publication.Slug.MaxLength);
        builder.HasIndex(author => author.Name);
    }
}
