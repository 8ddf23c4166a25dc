using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Mailboxes;

/// <summary>How far a folder on an IMAP server has been read (RFC 9051, section 2.3.1.1).</summary>
public sealed class MailboxMark
{
    /// <summary>Which folder: user, host, port and name.</summary>
    public required string Name { get; init; }

    /// <summary>UIDs hold for as long as this is the same; with another, everything is read again.</summary>
    public long UidValidity { get; set; }

    /// <summary>Everything up to this UID was handled.</summary>
    public long LastUid { get; set; }

    /// <summary>
    /// UIDs, comma-separated, that are handled and may not be marked as seen yet: marking follows the commit, and whoever dies between the two
    /// does it when it comes back.
    /// </summary>
    public string Unmarked { get; set; } = "";
}

internal sealed class MailboxMarkConfiguration : IEntityTypeConfiguration<MailboxMark>
{
    public void Configure(EntityTypeBuilder<MailboxMark> builder)
    {
        builder.ToTable("MailboxMarks");
        builder.HasKey(mark => mark.Name);
    }
}
