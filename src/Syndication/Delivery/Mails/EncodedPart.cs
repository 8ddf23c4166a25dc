namespace Syndication.Delivery.Mails;

/// <summary>One part of a body in its transfer encoding (RFC 2045), its constants encoded for good.</summary>
internal abstract class EncodedPart
{
    /// <summary>Value of Content-Transfer-Encoding.</summary>
    public abstract string TransferEncoding { get; }

    /// <summary>Encodes a part in whichever encoding suits its script; both keep lines at 76 characters and pass through any relay unchanged.</summary>
    public static EncodedPart Of(string text, IReadOnlyList<string> holes)
    {
        var cut = PartText.Cut(text, holes);
        return cut.IsMostlyBeyondAscii ? new Base64Part(cut) : new QuotedPrintablePart(cut);
    }

    /// <summary>Adds the part's pieces, with the holes filled; no line break follows the last.</summary>
    /// <param name="fillings">One for each of the body's holes.</param>
    /// <param name="pieces">Added to.</param>
    public abstract void Fill(IReadOnlyList<string> fillings, List<BodyPiece> pieces);
}
