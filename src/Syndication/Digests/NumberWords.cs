using System.Globalization;

namespace Syndication.Digests;

/// <summary>Numbers as a headline spells them.</summary>
internal static class NumberWords
{
    private static readonly string[] Words =
    [
        "No",
        "One",
        "Two",
        "Three",
        "Four",
        "Five",
        "Six",
        "Seven",
        "Eight",
        "Nine",
        "Ten",
        "Eleven",
        "Twelve",
    ];

    /// <summary>The word up to twelve, digits beyond.</summary>
    public static string Of(int number) =>
        number >= 0 && number < Words.Length ? Words[number] : number.ToString(CultureInfo.InvariantCulture);
}
