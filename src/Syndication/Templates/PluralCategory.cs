namespace Syndication.Templates;

/// <summary>The plural categories of Unicode's CLDR for whole numbers, which say the form that a text with a number takes.</summary>
internal static class PluralCategory
{
    private const string One = "one";
    private const string Other = "other";
    private const int Million = 1_000_000;

    /// <summary>All there are.</summary>
    public static IReadOnlyList<string> All { get; } = ["zero", One, "two", "few", "many", Other];

    /// <summary>The category of a number in a language; a language whose rule is not known here is taken to count as English does.</summary>
    public static string Of(string language, int count) =>
        language.Split('-')[0].ToLowerInvariant() switch
        {
            "ar" => Arabic(count),
            "fr" => count is 0 or 1 ? One : OfMillions(count),
            "es" => count == 1 ? One : OfMillions(count),
            _ => count == 1 ? One : Other,
        };

    private static string OfMillions(int count) => count != 0 && count % Million == 0 ? "many" : Other;

    private static string Arabic(int count) =>
        count switch
        {
            0 => "zero",
            1 => One,
            2 => "two",
            _ => (count % 100) switch
            {
                >= 3 and <= 10 => "few",
                >= 11 => "many",
                _ => Other,
            },
        };
}
