using System.Globalization;
using System.Text.RegularExpressions;
using Syndication.Digests;
using Syndication.Templates;

namespace Syndication.Tests.Digests;

public sealed partial class DigestSpeechTests
{
    private static readonly Folded Monday = new(new DateOnly(2026, 3, 2), IsSeveral: false);
    private static readonly Words Ours = new(new Dictionary<string, IReadOnlyDictionary<string, string>>());

    [Theory]
    [InlineData("en-US", "your issue of Monday 2 March would")]
    [InlineData("en-GB", "your issue of Monday 2 March would")]
    [InlineData("de", "Ihrer Ausgabe vom Montag, 2. März gestanden")]
    [InlineData("es", "su número del lunes, 2 de marzo.")]
    [InlineData("fr", "votre numéro du lundi 2 mars.")]
    [InlineData("ar", "\u2068الاثنين، 2 مارس\u2069")]
    public void A_day_is_written_as_its_language_writes_it(string language, string said) =>
        Assert.Contains(
            said,
            new DigestSpeech(Ours, language).MakesUp(Monday, CultureInfo.GetCultureInfo(language)),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("pt", "segunda-feira, 2 de março")]
    [InlineData("ru", "понедельник, 2 марта")]
    [InlineData("hu", "március 2., hétfő")]
    [InlineData("lv", "Pirmdiena, 2. marts")]
    [InlineData("ja", "3月2日月曜日")]
    public void An_operators_language_has_its_own_way_with_days_too(string culture, string said) => Assert.Equal(said, DayIn(culture));

    [Fact]
    public void In_no_language_does_a_day_keep_a_year_or_lose_its_number()
    {
        // Of the numbers of the long form, one is the year.
        var wrong = CultureInfo
            .GetCultures(CultureTypes.AllCultures)
            .Select(culture => (culture.Name, Long: Monday.First.ToString("D", culture), Day: DayIn(culture.Name)))
            .Where(one =>
                Number.Count(one.Day) != Number.Count(one.Long) - 1 || Year.IsMatch(one.Day) || one.Day != one.Day.Trim(' ', ',', '،')
            );

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("en", "Gear, Tools and World")]
    [InlineData("de", "Gear, Tools und World")]
    [InlineData("es", "Gear, Tools y World")]
    [InlineData("fr", "Gear, Tools et World")]
    [InlineData("ar", "\u2068Gear, Tools\u2069 و\u2068World\u2069")]
    public void Names_in_a_row_are_joined_as_their_language_joins_them(string language, string row)
    {
        var speech = new DigestSpeech(Ours, language);

        Assert.Equal(row, speech.Row(["Gear", "Tools", "World"]));
        Assert.Equal("Gear", speech.Row(["Gear"]));
        Assert.Equal("", speech.Row([]));
    }

    private static string DayIn(string culture)
    {
        var said = new DigestSpeech(Ours, "en").MakesUp(Monday, CultureInfo.GetCultureInfo(culture));
        return said["This issue also holds what your issue of ".Length..^" would have had.".Length];
    }

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Number { get; }

    [GeneratedRegex("[0-9]{4}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Year { get; }
}
