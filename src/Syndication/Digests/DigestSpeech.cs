using System.Globalization;
using System.Text.RegularExpressions;
using Syndication.Articles;
using Syndication.Digests.Tracking;
using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>What a digest says about its articles in its reader's language, beside the words in its templates.</summary>
internal sealed partial class DigestSpeech(Words words, string language)
{
    private const int WordsPerMinute = 230;

    /// <summary>Who wrote it, with roles; empty where nobody is named.</summary>
    public string Byline(Article article)
    {
        var names = article.Authors.Select(author => author.Role.Length > 0 ? $"{author.Name}, {author.Role}" : author.Name).ToList();
        var between = article.Authors.Any(author => author.Role.Length > 0) ? "; " : ", ";
        return names.Count == 0 ? "" : words.Say(language, "digest.byline", ("authors", string.Join(between, names)));
    }

    /// <summary>How long it takes to read; empty where there is no text.</summary>
    public string Reading(Article article) =>
        article.WordCount == 0
            ? ""
            : words.Say(language, "article.minutes", ("count", Math.Max(1, (article.WordCount + WordsPerMinute - 1) / WordsPerMinute)));

    /// <summary>A correction, said to be one.</summary>
    public string Corrected(string correction) => words.Say(language, "digest.corrected", ("text", correction));

    /// <summary>Heads an editor's note that has no title.</summary>
    public string FromTheEditor => words.Say(language, "digest.fromTheEditor");

    /// <summary>Marks what is paid for.</summary>
    public string Sponsored => words.Say(language, "digest.sponsored");

    /// <summary>Says what is counted; empty where nothing is.</summary>
    public string Tracking(TrackingMode mode) =>
        mode switch
        {
            TrackingMode.Clicks => words.Say(language, "digest.tracking.clicks"),
            TrackingMode.ClicksAndOpens => words.Say(language, "digest.tracking.opens"),
            _ => "",
        };

    /// <summary>Says that an issue makes up for earlier ones.</summary>
    public string MakesUp(Folded folded, CultureInfo culture) =>
        words.Say(
            language,
            folded.IsSeveral ? "digest.makesUp.several" : "digest.makesUp",
            ("day", folded.First.ToString(DayPattern(culture), culture))
        );

    /// <summary>Names in a row, "and" before the last.</summary>
    public string Row(IReadOnlyList<string> names) =>
        names.Count < 2
            ? string.Concat(names)
            : words.Say(language, "list.pair", ("first", string.Join(", ", names.SkipLast(1))), ("last", names[^1]));

    // The culture's long form without the year, which is plain in a mail. English has no one form: ours is read everywhere.
    private static string DayPattern(CultureInfo culture) =>
        culture.TwoLetterISOLanguageName == "en" ? "dddd d MMMM" : Year.Replace(culture.DateTimeFormat.LongDatePattern, "${quoted}");

    // With an era before it and its own words, such as the second "de" of "d 'de' MMMM 'de' yyyy": those before it where nothing follows,
    // else those after it. Other words stay, whatever letters they have.
    [GeneratedRegex(
        @"(?<=[dM])(?:'[^']*'|[^dMgy'])*(?:g[^dMgy']*)?y+(?:'[^']*'|[^dMgy'])*$|(?<quoted>'[^']*')|(?:g[^dMgy']*)?y+(?:'[^']*'|[^dMgy'])*",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Year { get; }
}
