namespace Syndication.Delivery.Mails;

/// <summary>A mail as it goes over the wire. The constant stretches of its body are those of every mail of the same issue, not copies.</summary>
internal sealed class EncodedMail
{
    private static readonly byte[] EmptyLine = "\r\n"u8.ToArray();
    private readonly IReadOnlyList<BodyPiece> body;

    /// <param name="fields">The header, top to bottom.</param>
    /// <param name="body">The body.</param>
    public EncodedMail(IReadOnlyList<HeaderField> fields, IReadOnlyList<BodyPiece> body)
    {
        this.body = body;
        Header = new byte[fields.Sum(field => field.Wire.Length)];
        var length = 0;
        foreach (var field in fields)
        {
            field.Wire.CopyTo(Header, length);
            length += field.Wire.Length;
        }

        Length = Header.Length + EmptyLine.Length + body.Sum(piece => (long)piece.Wire.Length);
    }

    /// <summary>The header's fields, without the empty line that ends them.</summary>
    public byte[] Header { get; }

    /// <summary>Bytes of the whole mail.</summary>
    public long Length { get; }

    /// <summary>Writes the whole mail.</summary>
    public async Task WriteToAsync(Stream stream, CancellationToken ct)
    {
        await stream.WriteAsync(Header, ct);
        await stream.WriteAsync(EmptyLine, ct);
        await WriteBodyToAsync(stream, ct);
    }

    /// <summary>Writes what follows the empty line.</summary>
    public async Task WriteBodyToAsync(Stream stream, CancellationToken ct)
    {
        foreach (var piece in body)
            await stream.WriteAsync(piece.Wire, ct);
    }

    /// <inheritdoc cref="WriteBodyToAsync"/>
    public void WriteBodyTo(Stream stream)
    {
        foreach (var piece in body)
            stream.Write(piece.Wire.Span);
    }
}
