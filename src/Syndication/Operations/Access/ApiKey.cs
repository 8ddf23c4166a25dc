using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Operations.Access;

/// <summary>A key that a newsroom system or an operator holds. Only its hash is stored.</summary>
public sealed class ApiKey
{
    /// <summary>Its number, for lists and logs.</summary>
    public int Id { get; init; }

    /// <summary>What the operator called it.</summary>
    public required string Name { get; init; }

    /// <summary>What it opens.</summary>
    public KeyRole Role { get; init; }

    /// <summary>SHA-256 of the key's 32 random bytes.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when it opens nothing; null: it is good.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>What a key opens.</summary>
public enum KeyRole
{
    /// <summary>The API for newsroom systems.</summary>
    Newsroom = 0,

    /// <summary>The same, and <c>/admin</c>.</summary>
    Operator = 1,
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ApiKeys");
        builder.HasKey(key => key.Id);
        builder.HasIndex(key => key.Hash).IsUnique();
    }
}
