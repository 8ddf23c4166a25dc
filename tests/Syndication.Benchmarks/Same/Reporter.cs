using System.Globalization;

namespace Syndication.Benchmarks.Same;

/// <summary>Writes news of sentences that are alike as those of newspapers are: few forms, many names and numbers. The same for the same seed.</summary>
internal sealed class Reporter(int seed)
{
    private static readonly string[] Forms =
    [
        "{person}, who has run the {noun} in {place} for {number} years, said on {day} that the {noun} would {verb} the {adjective} {noun} before {month}.",
        "The {noun} was {adjective}, and {number} people came to {verb} it.",
        "According to {org}, the {adjective} {noun} near {place} has cost {number} thousand pounds since {month}.",
        "“We did not {verb} the {noun},” said {person}. “We only {verb} what the {noun} lets us {verb}.”",
        "A spokesman for {org} declined to say whether the {noun} or the {noun} came first.",
        "In {place}, where the {noun} begins, {adjective} {noun}s are still {verb}ed by hand.",
        "It is the {ordinal} time that the {noun} has been {verb}ed, and {person} doubts that it will be the last.",
        "Residents of {place} had asked {org} to {verb} the {noun} as early as {month}.",
        "Nobody in the {adjective} {noun} could {verb} why the {noun} had stopped.",
        "The {noun} itself, {number} feet long and older than {org}, stands behind a {adjective} {noun} in {place}.",
        "{person} and {person} had met at a {noun} in {place}; neither wanted to {verb} it.",
        "What the {noun} needs, {person} says, is a {adjective} {noun} and {number} volunteers.",
        "For {number} weeks the {noun} of {place} had no {noun}, then {org} sent {number}.",
        "Critics call the {noun} {adjective}; its friends call it the best {noun} between {place} and {place}.",
        "The report, which runs to {number} pages, does not {verb} the {adjective} {noun} at all.",
        "By {day} evening the {noun} had {verb}ed, and the {noun} with it.",
    ];

    private static readonly string[] Nouns =
        "harbour ferry council school boiler library bridge market orchard quarry museum bakery tram reservoir lighthouse chapel theatre hospital engine garden survey pension budget strike festival recipe lantern ledger signal timetable turbine pier cellar choir depot embankment furnace gallery hedge inquest jetty kiln lease mural nursery oven pavement queue roof shed tunnel union valley warehouse yard archive beacon canal dairy estate".Split(
            ' '
        );

    private static readonly string[] Verbs =
        "repair measure paint close move count borrow cross defend empty follow gather honour inspect join keep lift mend notice open plant quote rebuild save test unload visit warm explain fence clean record question settle trade water".Split(
            ' '
        );

    private static readonly string[] Adjectives =
        "narrow quiet rusty bright costly damp early faded gentle hollow idle joint keen late modest noisy open patient quick rare steep tired upper vacant wide young ancient brittle crowded distant eastern frugal grey hasty inner leaky marshy northern ordinary public rotten sandy tidal uneven weary".Split(
            ' '
        );

    private static readonly string[] Heads =
        "Al Bar Car Dun El Fen Gar Hol In Kel Lang Mar Nor Os Pen Quar Ros Sel Thorn Ul Ver Wick Yar".Split(' ');
    private static readonly string[] Tails =
        "bury combe dale den field ford gate ham hurst lea ley mouth port sea stead stow ton wick worth".Split(' ');
    private static readonly string[] First =
        "Ada Bram Cora Dov Edith Fergus Greta Hamza Iris Jonas Kirsten Leo Mina Nils Olga Piet Quinn Rosa Samir Thea Umar Vera Wilf Xenia Yusuf Zora".Split(
            ' '
        );

    private static readonly string[] Days = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".Split(' ');
    private static readonly string[] Months = "January February March April May June July August September October November December".Split(
        ' '
    );

    private readonly Random random = new(seed);

    /// <summary>A number below the bound.</summary>
    public int Next(int bound) => random.Next(bound);

    public T Any<T>(params ReadOnlySpan<T> of) => of[random.Next(of.Length)];

    public string Place() => Any<string>(Heads) + Any<string>(Tails);

    public string Person() => $"{Any<string>(First)} {Any<string>(Heads)}{Any<string>(Tails)}";

    public string Organisation() => $"the {Place()} {Any("Trust", "Society", "Board", "Company", "Guild", "Office")}";

    public string Noun() => Any<string>(Nouns);

    public string Verb() => Any<string>(Verbs);

    public string Adjective() => Any<string>(Adjectives);

    public static string Day(DateTimeOffset at) => Days[((int)at.DayOfWeek + 6) % 7];

    public string Number() => random.Next(2, 900).ToString(CultureInfo.InvariantCulture);

    public string Headline() =>
        $"{Place()} {Noun()} to {Verb()} its {Adjective()} {Noun()} after {Any("row", "storm", "vote", "inquiry", "strike")} over {Noun()}";

    public string Paragraph() => "<p>" + Passage(2 + Next(3)) + "</p>";

    public string Passage(int sentences) => string.Join(' ', Enumerable.Range(0, sentences).Select(_ => Sentence()));

    public string Sentence()
    {
        var form = Any<string>(Forms);
        int open;
        while ((open = form.IndexOf('{', StringComparison.Ordinal)) >= 0)
        {
            var close = form.IndexOf('}', open);
            form = form[..open] + Filled(form[(open + 1)..close]) + form[(close + 1)..];
        }

        return char.ToUpperInvariant(form[0]) + form[1..];
    }

    private string Filled(string part) =>
        part switch
        {
            "person" => Person(),
            "place" => Place(),
            "org" => Organisation(),
            "noun" => Noun(),
            "verb" => Verb(),
            "adjective" => Adjective(),
            "number" => Number(),
            "day" => Any<string>(Days),
            "month" => Any<string>(Months),
            _ => Any("second", "third", "fourth", "fifth", "sixth"),
        };
}
