namespace Syndication.Delivery;

/// <summary>
/// What all recipients of a mail read alike, with holes for what is theirs alone. It is encoded once for as long as it lives: whoever sends
/// the same to many gives the same instance each time.
/// </summary>
public sealed class MailBody
{
    /// <summary>HTML part; null: the mail is text only.</summary>
    public string? Html { get; init; }

    /// <summary>Text part.</summary>
    public required string Text { get; init; }

    /// <summary>BCP 47 tag, for Content-Language.</summary>
    public required string Language { get; init; }

    /// <summary>Strings in both parts that <see cref="OutgoingMail.Fillings"/> take the place of; none is the start of another.</summary>
    public IReadOnlyList<string> Holes { get; init; } = [];
}
