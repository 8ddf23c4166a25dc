using System.Text.RegularExpressions;
using FsCheck.Xunit;
using Syndication.Templates;

namespace Syndication.Tests.Templates;

public sealed partial class WordsTests
{
    private static readonly string[] Forms = ["zero", "one", "two", "few", "many", "other"];
    private readonly Words words = new(new Dictionary<string, IReadOnlyDictionary<string, string>>());

    public static TheoryData<string> Translations => ["de", "es", "fr", "ar"];

    [Theory]
    [MemberData(nameof(Translations))]
    public void Every_text_is_there_in_every_language(string language)
    {
        var missing = Bases(words.Of("en").Keys).Except(Bases(words.Of(language).Keys));
        var strange = Bases(words.Of(language).Keys).Except(Bases(words.Of("en").Keys));

        Assert.Empty(missing);
        Assert.Empty(strange);
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void A_text_names_the_values_that_it_names_in_English(string language)
    {
        foreach (var (key, text) in words.Of(language).Where(text => !IsForm(text.Key)))
            Assert.Equal((key, Values(words.Of("en")[key])), (key, Values(text)));
    }

    [Theory]
    [MemberData(nameof(Translations))]
    public void No_translation_was_forgotten(string language)
    {
        var same = words
            .Of(language)
            .Where(text => Value.Replace(text.Value, "").Length > 12 && words.Of("en").GetValueOrDefault(text.Key) == text.Value);

        Assert.Empty(same.Select(text => text.Key));
    }

    [Fact]
    public void What_a_language_lacks_is_said_in_a_wider_one_and_at_last_in_English()
    {
        var own = new Words(
            new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["de-AT"] = new Dictionary<string, string> { ["plan.save"] = "Sichern" },
                ["pl"] = new Dictionary<string, string> { ["plan.save"] = "Zapisz" },
            }
        );

        Assert.Equal("Sichern", own.Say("de-AT", "plan.save"));
        Assert.Equal("Abmelden", own.Say("de-AT", "unsubscribe.title"));
        Assert.Equal("Speichern", own.Say("de-CH", "plan.save"));
        Assert.Equal("Zapisz", own.Say("pl", "plan.save"));
        Assert.Equal("Unsubscribe", own.Say("pl", "unsubscribe.title"));
        Assert.Equal("Unsubscribe", own.Say("zh-Hant-TW", "unsubscribe.title"));
        Assert.Equal(["en", "de", "es", "fr", "ar", "de-AT", "pl"], own.Languages);
        Assert.Equal(("de-AT", "de", null), (own.LanguageOf("de-AT"), own.LanguageOf("de-LI"), own.LanguageOf("ja")));
        Assert.Equal(("de-LI", "en"), (own.SpokenTag("de-LI"), own.SpokenTag("ja")));
    }

    [Theory]
    [InlineData("en", 1, "One article was found.")]
    [InlineData("en", 1204, "1,204 articles were found, newest first.")]
    [InlineData("de", 1204, "1.204 Artikel gefunden, neueste zuerst.")]
    [InlineData("fr", 1, "1 article trouvé.")]
    [InlineData("ar", 1, "عُثر على مقال واحد.")]
    [InlineData("ar", 2, "عُثر على مقالين، الأحدث أولًا.")]
    [InlineData("ar", 3, "عُثر على 3 مقالات، الأحدث أولًا.")]
    [InlineData("ar", 11, "عُثر على 11 مقالًا، الأحدث أولًا.")]
    [InlineData("ar", 100, "عُثر على 100 مقال، الأحدث أولًا.")]
    [InlineData("ar", 103, "عُثر على 103 مقالات، الأحدث أولًا.")]
    [InlineData("ja", 2, "2 articles were found, newest first.")]
    public void A_number_takes_the_form_of_its_language(string language, int count, string said) =>
        Assert.Equal(said, words.Say(language, "search.found", ("count", count)));

    [Property(MaxTest = 500)]
    public void Every_number_has_a_form_in_every_language(int number)
    {
        var count = Math.Abs(number % 10_000_000);
        foreach (var language in words.Languages)
        {
            foreach (var key in Bases(words.Of("en").Keys.Where(IsForm)).Where(key => words.Of("en").ContainsKey(key + ".other")))
                Assert.NotEmpty(words.Say(language, key, ("count", count), ("lead", "A"), ("section", "B"), ("stories", "C")));
        }
    }

    [Fact]
    public void A_name_in_another_script_does_not_turn_the_sentence() =>
        Assert.Contains(
            "\u2068The Test Post\u2069",
            words.Say("ar", "mail.confirm.subject", ("publication", "The Test Post")),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_text_that_there_is_not_or_a_value_that_is_not_given_is_a_fault()
    {
        Assert.Contains(
            "plan.sav",
            Assert.Throws<KeyNotFoundException>(() => words.Say("de", "plan.sav")).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            "{address}",
            Assert.Throws<KeyNotFoundException>(() => words.Say("de", "plan.goesTo")).Message,
            StringComparison.Ordinal
        );
    }

    private static HashSet<string> Bases(IEnumerable<string> keys) =>
        keys.Select(key => IsForm(key) ? key[..key.LastIndexOf('.')] : key).ToHashSet(StringComparer.Ordinal);

    private static bool IsForm(string key) => Forms.Contains(key.Split('.')[^1]);

    private static string Values(string text) =>
        string.Join(' ', Value.Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{[A-Za-z]+\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value { get; }
}
