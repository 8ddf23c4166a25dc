using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Operations.Access;

/// <summary>A key that operators' cookies and antiforgery tokens are protected with: in the store, so that each node opens what another has sealed.</summary>
internal sealed class CookieKey
{
    /// <summary>The name that the framework gave it.</summary>
    public required string Name { get; init; }

    /// <summary>The framework's document.</summary>
    public required string Xml { get; init; }
}

internal sealed class CookieKeyConfiguration : IEntityTypeConfiguration<CookieKey>
{
    public void Configure(EntityTypeBuilder<CookieKey> builder)
    {
        builder.ToTable("CookieKeys");
        builder.HasKey(key => key.Name);
    }
}
