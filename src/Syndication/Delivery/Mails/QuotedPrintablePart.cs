using Syndication.Delivery.Dkim;

namespace Syndication.Delivery.Mails;

/// <summary>A part in quoted-printable. A filling stands on lines of its own, behind a soft line break, so that what is around it never changes.</summary>
internal sealed class QuotedPrintablePart : EncodedPart
{
    private readonly BodyPiece[] constants;
    private readonly (int Hole, bool BreakAfter)[] holes;

    public QuotedPrintablePart(PartText text)
    {
        var bytes = text.Bytes.ToArray();
        constants =
        [
            .. bytes.Select(
                (constant, index) =>
                {
                    var wire = QuotedPrintable.Encode(constant, isLast: index == bytes.Length - 1);
                    return new BodyPiece(wire, RelaxedBody.Lines(wire));
                }
            ),
        ];
        holes = [.. text.Holes.Select((hole, index) => (hole, !StartsWithLineEnd(bytes, index + 1)))];
    }

    /// <inheritdoc/>
    public override string TransferEncoding => "quoted-printable";

    /// <inheritdoc/>
    public override void Fill(IReadOnlyList<string> fillings, List<BodyPiece> pieces)
    {
        pieces.Add(constants[0]);
        for (var i = 0; i < holes.Length; i++)
        {
            var (hole, breakAfter) = holes[i];
            pieces.Add(BodyPiece.Plain(QuotedPrintable.EncodeFilling(fillings[hole], breakAfter)));
            pieces.Add(constants[i + 1]);
        }
    }

    private static bool StartsWithLineEnd(byte[][] constants, int index) =>
        constants[index].Length == 0 ? index == constants.Length - 1 : QuotedPrintable.StartsWithLineBreak(constants[index]);
}
