namespace Syndication.Ingest.Pictures;

/// <summary>How lead pictures that come without their size are looked at. Pictures are never stored.</summary>
public sealed class PictureOptions
{
    /// <summary>Whether the first bytes of a picture are fetched to learn its size and type.</summary>
    public bool Measure { get; set; } = true;

    /// <summary>Least time between two requests to one host; 0 to 1 minute.</summary>
    public TimeSpan PerHost { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>A picture narrower or lower than this many pixels is a beacon or a spacer, and reported; 0 to 1,000.</summary>
    public int Smallest { get; set; } = 16;
}
