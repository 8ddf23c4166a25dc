namespace Syndication.Delivery.Mails;

/// <summary>A stretch of an encoded body. No piece ends in white space, so that each can be made canonical by itself.</summary>
/// <param name="Wire">As it is sent, with CRLF line ends.</param>
/// <param name="Canonical">As it is hashed for a signature: relaxed (RFC 6376, section 3.4.4).</param>
internal readonly record struct BodyPiece(ReadOnlyMemory<byte> Wire, ReadOnlyMemory<byte> Canonical)
{
    /// <summary>A piece that is hashed as it is sent: it holds no white space but line ends.</summary>
    public static BodyPiece Plain(ReadOnlyMemory<byte> wire) => new(wire, wire);
}
