namespace Syndication.Pages.Sitemaps;

/// <summary>Languages as Google's sitemaps of news name them: ISO 639 without a region, but Chinese by its script.</summary>
internal static class NewsLanguage
{
    private static readonly string[] Traditional = ["hant", "tw", "hk", "mo"];

    /// <param name="tag">BCP 47 tag.</param>
    public static string Of(string tag)
    {
        var parts = tag.ToLowerInvariant().Split('-');
        return parts[0] != "zh" ? parts[0]
            // The script decides; where it is not named, the region does.
            : parts.Contains("hans") || !parts.Any(Traditional.Contains) ? "zh-cn"
            : "zh-tw";
    }
}
