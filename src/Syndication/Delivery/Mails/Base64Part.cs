using System.Text;

namespace Syndication.Delivery.Mails;

/// <summary>
/// A part in base64. What a filling's length does to the groups of three bytes is mended where it meets a constant; the middle of each
/// constant is encoded once for each of the three places where a group can begin in it.
/// </summary>
internal sealed class Base64Part(PartText text) : EncodedPart
{
    private const int Group = 3;

    /// <summary>Line breaks count in base64 as nothing, so these are made CRLF before it.</summary>
    private readonly byte[][] constants =
    [
        .. text.Constants.Select(constant => Encoding.UTF8.GetBytes(constant.ReplaceLineEndings("\r\n"))),
    ];

    // Whoever comes first encodes; two at once make the same.
    private readonly byte[]?[] middles = new byte[]?[Group * text.Constants.Count];

    /// <inheritdoc/>
    public override string TransferEncoding => "base64";

    /// <inheritdoc/>
    public override void Fill(IReadOnlyList<string> fillings, List<BodyPiece> pieces)
    {
        var carried = new List<byte>();
        for (var i = 0; i < constants.Length; i++)
        {
            if (i > 0)
                carried.AddRange(Encoding.UTF8.GetBytes(fillings[text.Holes[i - 1]]));
            FillConstant(i, carried, pieces);
        }

        if (carried.Count > 0)
            pieces.Add(BodyPiece.Plain(Lines([.. carried])));
    }

    private void FillConstant(int index, List<byte> carried, List<BodyPiece> pieces)
    {
        var constant = constants[index];
        var head = (Group - (carried.Count % Group)) % Group;
        var groups = (constant.Length - head) / Group;
        if (groups < 1)
        {
            carried.AddRange(constant);
            return;
        }

        carried.AddRange(constant.AsSpan(0, head));
        if (carried.Count > 0)
            pieces.Add(BodyPiece.Plain(Lines([.. carried])));
        var end = index == constants.Length - 1 ? constant.Length : head + (groups * Group);
        pieces.Add(BodyPiece.Plain(middles[(index * Group) + head] ??= Lines(constant[head..end])));
        carried.Clear();
        carried.AddRange(constant.AsSpan(end));
    }

    private static byte[] Lines(byte[] bytes) =>
        Encoding.ASCII.GetBytes(Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks) + "\r\n");
}
