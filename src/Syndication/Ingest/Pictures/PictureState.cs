namespace Syndication.Ingest.Pictures;

/// <summary>What is known of a lead picture that came without its size.</summary>
internal enum PictureState
{
    /// <summary>It is to be looked at.</summary>
    Waiting = 0,

    /// <summary>Its first bytes told its size.</summary>
    Measured = 1,

    /// <summary>It is not shown as it should be: it is gone, no picture, or too small to be one. It is not looked at again.</summary>
    Dead = 2,
}
