using System.Security.Cryptography;
using System.Text;
using Syndication.Delivery.Dkim;

namespace Syndication.Delivery.Mails;

/// <summary>A <see cref="MailBody"/> encoded once: what remains for each recipient is to put their words in.</summary>
internal sealed class EncodedBody
{
    private readonly int holes;
    private readonly IReadOnlyList<(BodyPiece Before, EncodedPart? Part)> parts;

    private EncodedBody(int holes, IReadOnlyList<HeaderField> fields, IReadOnlyList<(BodyPiece Before, EncodedPart? Part)> parts)
    {
        this.holes = holes;
        this.parts = parts;
        Fields = fields;
    }

    /// <summary>The header fields that describe it.</summary>
    public IReadOnlyList<HeaderField> Fields { get; }

    /// <summary>Encodes a body.</summary>
    public static EncodedBody Of(MailBody body) => body.Html is null ? TextAlone(body) : Alternatives(body, body.Html);

    /// <summary>The body for one recipient.</summary>
    /// <param name="fillings">One for each hole.</param>
    public IReadOnlyList<BodyPiece> Fill(IReadOnlyList<string> fillings)
    {
        if (fillings.Count != holes)
            throw new ArgumentException($"There are {holes} holes to fill.", nameof(fillings));
        var pieces = new List<BodyPiece>(4 * (parts.Count + holes));
        foreach (var (before, part) in parts)
        {
            pieces.Add(before);
            part?.Fill(fillings, pieces);
        }

        return pieces;
    }

    private static EncodedBody TextAlone(MailBody body)
    {
        // Empty lines at the end would be sent and not signed (RFC 6376, section 3.4.4).
        var text = body.Text.TrimEnd('\r', '\n');
        var part = EncodedPart.Of(text, body.Holes);
        var end = part is Base64Part ? "" : "\r\n";
        var signed = text.Length > 0 ? end : "";
        return new EncodedBody(
            body.Holes.Count,
            [.. PartFields("plain", part, body.Language)],
            [(default, part), (new BodyPiece(Encoding.ASCII.GetBytes(end), Encoding.ASCII.GetBytes(signed)), null)]
        );
    }

    private static EncodedBody Alternatives(MailBody body, string html)
    {
        // Equal bodies are equal bytes; neither encoding can make these characters, in this order, at a line's start.
        var boundary =
            "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{body.Language}\n{body.Text}\n{html}")).AsSpan(0, 16));
        var (plain, rich) = (EncodedPart.Of(body.Text, body.Holes), EncodedPart.Of(html, body.Holes));
        return new EncodedBody(
            body.Holes.Count,
            [HeaderField.Create("Content-Type", $"multipart/alternative; boundary=\"{boundary}\"")],
            [
                (Frame($"--{boundary}\r\n", PartFields("plain", plain, body.Language)), plain),
                (Frame($"\r\n--{boundary}\r\n", PartFields("html", rich, body.Language)), rich),
                (Frame($"\r\n--{boundary}--", []), null),
            ]
        );
    }

    private static BodyPiece Frame(string delimiter, IEnumerable<HeaderField> fields)
    {
        byte[] wire = [.. Encoding.ASCII.GetBytes(delimiter), .. fields.SelectMany(field => field.Wire), .. "\r\n"u8];
        return new BodyPiece(wire, RelaxedBody.Lines(wire));
    }

    private static IEnumerable<HeaderField> PartFields(string subtype, EncodedPart part, string language) =>
        [
            HeaderField.Create("Content-Type", $"text/{subtype}; charset=utf-8"),
            HeaderField.Create("Content-Transfer-Encoding", part.TransferEncoding),
            HeaderField.Create("Content-Language", language),
        ];
}
