namespace Syndication.Ingest.Pictures;

/// <summary>What a look at a picture found.</summary>
internal abstract record PictureFinding
{
    private PictureFinding() { }

    /// <summary>It is there.</summary>
    /// <param name="Size">Type and size by its bytes.</param>
    /// <param name="Bytes">Its length; null: not said.</param>
    public sealed record Measured(PictureSize Size, long? Bytes) : PictureFinding;

    /// <summary>It cannot be shown; another look would find the same.</summary>
    public sealed record Dead(string Reason) : PictureFinding;

    /// <summary>No answer that decides; another look may help.</summary>
    /// <param name="Reason">Why, one line.</param>
    /// <param name="IsSilent">Whether its host said nothing at all, and would let the next request wait as long.</param>
    public sealed record Unclear(string Reason, bool IsSilent = false) : PictureFinding;
}
