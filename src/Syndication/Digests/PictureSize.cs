namespace Syndication.Digests;

/// <summary>The size that a picture is shown in: mail programs lay out by it before they load the picture, and where they load none.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels; 0 where it is not known.</param>
internal readonly record struct PictureSize(int Width, int Height)
{
    // A tall picture would push its own article out of sight.
    private const int MostHeight = 450;

    /// <summary>The largest size in the picture's own proportions that has room.</summary>
    /// <param name="width">The picture's; null: not known.</param>
    /// <param name="height">The picture's; null: not known.</param>
    /// <param name="most">Width of the room.</param>
    public static PictureSize Of(int? width, int? height, int most)
    {
        if (width is not > 0)
            return new PictureSize(most, 0);
        var shown = Math.Min(most, width.Value);
        if (height is not > 0)
            return new PictureSize(shown, 0);
        shown = (int)Math.Clamp((long)MostHeight * width.Value / height.Value, 1, shown);
        return new PictureSize(shown, (int)Math.Max(1, (long)height.Value * shown / width.Value));
    }
}
