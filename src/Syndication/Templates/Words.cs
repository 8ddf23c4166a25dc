using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Syndication.Templates;

/// <summary>
/// The words of pages and mails in every language that there are some in: those of <c>Languages/Words.*.resx</c>, with an operator's own
/// (<see cref="OwnWords"/>) in their place. What a language lacks is said in a wider one (<c>de</c> for <c>de-AT</c>) and at last in English.
/// </summary>
/// <remarks>
/// A text names its values in braces: <c>{name}</c>. One with a <c>{count}</c> may have a form for each plural category of its language, named
/// <c>key.one</c>, <c>key.other</c> and so on.
/// </remarks>
public sealed partial class Words
{
    private const string English = "en";
    private const string Isolate = "\u2068";
    private const string IsolateEnd = "\u2069";
    private static readonly string[] Supplied = [English, "de", "es", "fr", "ar"];
    private static readonly Dictionary<string, object?> Nothing = [];

    private readonly ConcurrentDictionary<string, string> versions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, IReadOnlyDictionary<string, string>> texts = new(StringComparer.OrdinalIgnoreCase);

    /// <param name="own">An operator's own words by language.</param>
    /// <exception cref="TemplateFaultException">There is no text of ours of such a key: a slip of the pen that would go unseen.</exception>
    public Words(IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> own)
    {
        foreach (var language in Supplied)
            texts[language] = ReadSupplied(language);
        foreach (var (language, words) in own)
        {
            if (words.Keys.FirstOrDefault(key => !IsKnown(key)) is { } unknown)
                throw new TemplateFaultException($"templates/words/{language}.json: there is no text \"{unknown}\".", null);
            if (
                words.FirstOrDefault(text => !NamesOf(text.Value).IsSubsetOf(NamesOf(EnglishOf(text.Key)))) is
                { Key: { } key, Value: var said }
            )
            {
                var name = NamesOf(said).Except(NamesOf(EnglishOf(key)), StringComparer.Ordinal).First();
                throw new TemplateFaultException(
                    $"templates/words/{language}.json: \"{key}\" names {{{name}}}, which is not given to it.",
                    null
                );
            }
        }

        foreach (var (language, words) in own)
            texts[language] = Over(texts.GetValueOrDefault(language), words);
        Languages = [.. Supplied, .. own.Keys.Except(Supplied, StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
    }

    /// <summary>The languages that there are words in, English first.</summary>
    public IReadOnlyList<string> Languages { get; }

    /// <summary>All texts of a language itself, without what it takes from others.</summary>
    public IReadOnlyDictionary<string, string> Of(string language) => texts[language];

    /// <summary>Whether there is such a text, whole or in forms.</summary>
    public bool Has(string key) => Find(English, key) is not null || Find(English, key + ".other") is not null;

    /// <summary>A mark of all that is said in a language, which changes with any text.</summary>
    public string VersionOf(string tag) => versions.GetOrAdd(LanguageOf(tag) ?? English, MarkOf);

    /// <summary>Which of <see cref="Languages"/> speaks for a tag; null: none, so that English stands in.</summary>
    public string? LanguageOf(string tag) =>
        Chain(tag)
            .Select(wider => Languages.FirstOrDefault(known => known.Equals(wider, StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(known => known is not null);

    /// <summary>The tag that words said for <paramref name="tag"/> are to be marked with: itself, or English where it stands in.</summary>
    public string SpokenTag(string tag) => LanguageOf(tag) is null ? English : tag;

    /// <inheritdoc cref="Say(string, string, IReadOnlyDictionary{string, object?})"/>
    public string Say(string language, string key, params (string Name, object? Value)[] values) =>
        Say(
            language,
            key,
            values.Length == 0 ? Nothing : values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal)
        );

    /// <summary>A text in a language, its values filled in; numbers as the language writes them.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text, or it names a value that is not given.</exception>
    public string Say(string language, string key, IReadOnlyDictionary<string, object?> values)
    {
        foreach (var tag in Chain(language).Append(English))
        {
            var plural = values.GetValueOrDefault("count") is int count ? $"{key}.{PluralCategory.Of(tag, count)}" : key;
            if ((Find(tag, plural) ?? Find(tag, key + ".other") ?? Find(tag, key)) is { } text)
                return Fill(text, tag, key, values);
        }

        throw new KeyNotFoundException($"there is no text \"{key}\"");
    }

    // A language may have forms that English does not have.
    private bool IsKnown(string key) =>
        Has(key) || (key.LastIndexOf('.') is > 0 and var dot && Find(English, key[..dot] + ".other") is not null);

    /// <summary>All that English says of a text: a form of it may leave out what another names.</summary>
    private string EnglishOf(string key)
    {
        var stem = Has(key) ? key : key[..key.LastIndexOf('.')];
        return string.Join(
            ' ',
            texts[English]
                .Where(text => text.Key == stem || text.Key.StartsWith(stem + ".", StringComparison.Ordinal))
                .Select(text => text.Value)
        );
    }

    private static HashSet<string> NamesOf(string text) =>
        Value.Matches(text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);

    private string MarkOf(string language)
    {
        var said = texts[language].OrderBy(text => text.Key, StringComparer.Ordinal).SelectMany(text => new[] { text.Key, text.Value });
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\0', said))).AsSpan(0, 4));
    }

    private string? Find(string tag, string key) => texts.TryGetValue(tag, out var words) ? words.GetValueOrDefault(key) : null;

    private static string Fill(string text, string tag, string key, IReadOnlyDictionary<string, object?> values)
    {
        if (!text.Contains('{', StringComparison.Ordinal))
            return text;
        var culture = CultureInfo.GetCultureInfo(tag);
        return Value.Replace(
            text,
            match =>
                values.TryGetValue(match.Groups["name"].Value, out var value)
                    ? Shown(value, culture)
                    : throw new KeyNotFoundException($"the text \"{key}\" ({tag}) names {match.Value}, which is not given")
        );
    }

    // A name in another script must not turn the sentence around it.
    private static string Shown(object? value, CultureInfo culture) =>
        value switch
        {
            int number => number.ToString("N0", culture),
            string { Length: > 0 } text when culture.TextInfo.IsRightToLeft => Isolate + text + IsolateEnd,
            _ => Convert.ToString(value, culture) ?? "",
        };

    private static IEnumerable<string> Chain(string tag)
    {
        for (var end = tag.Length; end > 0; end = tag.LastIndexOf('-', end - 1))
            yield return tag[..end];
    }

    private static Dictionary<string, string> ReadSupplied(string language)
    {
        var resources = new ResourceManager("Syndication.Templates.Languages.Words", typeof(Words).Assembly);
        var culture = language == English ? CultureInfo.InvariantCulture : CultureInfo.GetCultureInfo(language);
        var set =
            resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            ?? throw new MissingManifestResourceException($"The words in {language} are not installed beside the program.");
        return set.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }

    private static Dictionary<string, string> Over(IReadOnlyDictionary<string, string>? ours, IReadOnlyDictionary<string, string> own)
    {
        var merged = ours?.ToDictionary(StringComparer.Ordinal) ?? new Dictionary<string, string>(StringComparer.Ordinal);

        // One text for all numbers takes the place of every form that there was.
        foreach (var form in own.Keys.SelectMany(key => PluralCategory.All.Select(category => $"{key}.{category}")))
            merged.Remove(form);
        foreach (var (key, text) in own)
            merged[key] = text;
        return merged;
    }

    [GeneratedRegex(
        @"\{(?<name>[A-Za-z]+)\}",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Value { get; }
}
