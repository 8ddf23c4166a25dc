using System.Globalization;

namespace Syndication.Digests;

/// <summary>Tells readers that an issue makes up for earlier ones.</summary>
internal static class FoldedWords
{
    /// <summary>A sentence such as <c>This issue also holds what your issue of Tuesday 3 March would have had.</c></summary>
    public static string Of(Folded folded, CultureInfo culture)
    {
        var day = folded.First.ToString("dddd d MMMM", culture);
        return folded.IsSeveral
            ? $"This issue also holds what your issues since {day} would have had."
            : $"This issue also holds what your issue of {day} would have had.";
    }
}
