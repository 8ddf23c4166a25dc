using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Storage;

/// <summary>A secret that tokens and Message-IDs are made with. Retired keys verify for ever; the newest signs.</summary>
public sealed class SigningKey
{
    /// <summary>Goes into every token, so that the key is found again; 1 to 255.</summary>
    public byte Id { get; init; }

    /// <summary>32 random bytes.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>When it began to sign.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("SigningKeys");
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).ValueGeneratedNever();
    }
}
