using System.Globalization;

namespace Syndication.Benchmarks.Same;

/// <summary>Articles that are not the same, among them those that look it: daily columns, scores of one evening, notices of one form.</summary>
internal static class Pieces
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    private const string Plea =
        "<p>Our reporting is free to read because readers pay for it. If you value independent news of the coast and its towns, please think about supporting us with as little as three pounds a month, which you can end whenever you like. Every contribution, however small, pays for the next story.</p>";

    /// <summary>An ordinary article of a few hundred words.</summary>
    public static SentArticle Ordinary(int number)
    {
        var reporter = new Reporter(number * 7919 + 1);
        var title = reporter.Headline();
        var html = string.Concat(Enumerable.Range(0, 4 + reporter.Next(6)).Select(_ => reporter.Paragraph()));
        return Of(number, title, html, At(number), reporter) with { PublishedAt = At(number) };
    }

    /// <summary>Different articles, one for each number; four of ten are of a form that others share.</summary>
    public static SentArticle Different(int number) =>
        (number % 20) switch
        {
            0 or 1 => Weather(number),
            2 or 3 => Score(number),
            4 => Brief(number),
            5 => Obituary(number),
            6 => Closure(number),
            7 => Flash(number),
            8 => Markets(number),
            9 or 10 => WithPlea(number),
            _ => Ordinary(number),
        };

    private static SentArticle WithPlea(int number)
    {
        var reporter = new Reporter(number * 7919 + 1);
        return Of(number, reporter.Headline(), $"<p>{reporter.Passage(3)}</p>{Plea}", At(number), reporter);
    }

    // Four towns, a column each day.
    private static SentArticle Weather(int number)
    {
        var reporter = new Reporter(number * 7919 + 2);
        var at = Start.AddDays(number / 20);
        var day = Reporter.Day(at);
        var town = number % 2 == 0 ? "Holmouth" : "Fenport";
        var html = $"""
            <p>Here is the weather for {town} and the coast on {day}, from the harbour office.</p>
            <p>Winds will be {reporter.Any("light", "fresh", "strong")} from the {reporter.Any(
                "north",
                "east",
                "south",
                "west"
            )}, {reporter.Number()} miles an hour at noon, easing after dark. Expect a high of {8
                + reporter.Next(18)} degrees and a low of {reporter.Next(8)}, with {reporter.Any(
                "rain",
                "sunshine",
                "fog",
                "showers"
            )} in the {reporter.Any("morning", "afternoon")}.</p>
            <p>High water is at {reporter.Next(12)}:{10 + reporter.Next(49)} and the sea will be {reporter.Any(
                "calm",
                "slight",
                "rough"
            )}. Small boats should listen to the coast guard before they leave the harbour, and walkers should keep off the sands for two hours either side of high water.</p>
            <p>The next forecast is published at six tomorrow morning. Pollen is {reporter.Any("low", "moderate", "high")}.</p>
            """;
        return Of(number, reporter.Any($"Weather for {day}", $"{town} weather: {day}"), html, at, reporter);
    }

    // All at the same minute of an evening.
    private static SentArticle Score(int number)
    {
        var reporter = new Reporter(number * 7919 + 3);
        var at = Start.AddDays(number / 200).AddHours(16);
        var (home, away) = (reporter.Place(), reporter.Place());
        var (ours, theirs) = (reporter.Next(6), reporter.Next(6));
        var html = $"""
            <p>{home} {ours}, {away} {theirs}</p>
            <p>{home} played {away} at home in the {reporter.Any(
                "Coast",
                "Valley"
            )} League in front of a crowd of {reporter.Number()}, with {reporter.Person()} as referee. {reporter.Person()} scored after {1
                + reporter.Next(44)} minutes and {reporter.Person()} after {46 + reporter.Next(44)}.</p>
            <p>The league's rules give three points for a win and one for a draw. The table is decided by points, then by the difference of goals, then by goals scored, and at the end of the season by a match on neutral ground.</p>
            <p>{home} now have {reporter.Next(60)} points and {away} have {reporter.Next(
                60
            )}. Both play again on Saturday. Results are sent in by the clubs and may be corrected.</p>
            """;
        return Of(
            number,
            reporter.Any($"{home} {ours}, {away} {theirs}", $"Full time: {home} against {away}", "Coast League: full time"),
            html,
            at,
            reporter
        );
    }

    // The headline is always the same.
    private static SentArticle Brief(int number)
    {
        var reporter = new Reporter(number * 7919 + 4);
        var items = string.Concat(
            Enumerable
                .Range(1, 5)
                .Select(i => $"<h3>{i}. What to watch</h3><p>{reporter.Passage(1)} Read the whole story on our pages.</p>")
        );
        var html = $"<p>Good morning. Here is what you need to know today, in five short pieces from our newsroom.</p>{items}{Plea}";
        return Of(number, "The morning brief", html, Start.AddDays(number / 20), reporter);
    }

    private static SentArticle Obituary(int number)
    {
        var reporter = new Reporter(number * 7919 + 5);
        var (person, place) = (reporter.Person(), reporter.Place());
        var html = $"""
            <p>{person}, of {place}, died peacefully at home on {Reporter.Day(At(number))}, aged {60
                + reporter.Next(40)}, with family at the bedside.</p>
            <p>{person} is survived by {1 + reporter.Next(6)} children, {reporter.Next(
                12
            )} grandchildren and by {reporter.Person()}. A service will be held at the chapel in {reporter.Place()} at {1
                + reporter.Next(5)} in the afternoon. The family asks for no flowers; gifts may be made to {reporter.Organisation()}.</p>
            <p>Notices of deaths are printed free of charge. They may be sent to the newsroom by post or brought to the front desk on weekdays until noon, with the name and number of the funeral director.</p>
            """;
        return Of(number, reporter.Any($"{person}", $"Obituary: {person}"), html, At(number), reporter);
    }

    // A long text in which two names and a date are all that differs.
    private static SentArticle Closure(int number)
    {
        var reporter = new Reporter(number * 7919 + 6);
        var (street, from) = (reporter.Place() + " Street", reporter.Place() + " Lane");
        var until = At(number).AddDays(14);
        var html = $"""
            <p>The council gives notice that it has made an order under section fourteen of the act, the effect of which will be to close {street} to all vehicles between {from} and the town boundary.</p>
            <p>The order is needed so that the gas company can renew its mains under the carriageway and the footways on both sides. The way for pedestrians will be kept open throughout the works. Access for residents, for deliveries and for the emergency services will be kept wherever it is safe to do so, as directed by signs and by the men on site.</p>
            <p>A diversion will be signed. The order comes into force on the day after this notice is published and runs until {until.ToString(
                "d MMMM",
                CultureInfo.InvariantCulture
            )} or until the works are done, whichever is the sooner. Anyone who wishes to object may write to the clerk to the council at the town hall, stating the grounds.</p>
            """;
        return Of(number, reporter.Any("Notice of road closure", $"Road closed: {street}"), html, At(number), reporter);
    }

    private static SentArticle Flash(int number)
    {
        var reporter = new Reporter(number * 7919 + 7);
        return Of(
            number,
            reporter.Any($"Breaking: {reporter.Noun()} in {reporter.Place()}", "Traffic on the coast road"),
            $"<p>{reporter.Sentence()} More follows.</p>",
            At(number),
            reporter
        );
    }

    // Four times a day, under one headline, with nothing but numbers that change.
    private static SentArticle Markets(int number)
    {
        var reporter = new Reporter(number * 7919 + 8);
        var html = $"""
            <p>Shares in the coast's larger companies were {reporter.Any(
                "up",
                "down",
                "little changed"
            )} at the last bell, the index standing at {3000 + reporter.Next(900)}.{reporter.Next(99)} points.</p>
            <p>Herring closed at {reporter.Number()} a tonne, timber at {reporter.Number()} and slate at {reporter.Number()}. A pound bought {1
                + reporter.Next(2)}.{10 + reporter.Next(89)} dollars. Of the companies in the index {reporter.Next(
                30
            )} rose and {reporter.Next(30)} fell.</p>
            <p>Prices are delayed by fifteen minutes and are given without warranty. Past performance says nothing about what is to come, and nothing here is advice to buy or to sell.</p>
            """;
        return Of(number, "Markets at the bell", html, Start.AddHours(6 * (number / 20)), reporter);
    }

    private static DateTimeOffset At(int number) => Start.AddMinutes(number * 37);

    // Half of what the API sends has no page elsewhere, and half of that no date.
    private static SentArticle Of(int number, string title, string html, DateTimeOffset at, Reporter reporter)
    {
        var source = reporter.Any<string>(SentArticle.Sources);
        var isBare = source == "api" && reporter.Next(2) == 0;
        return new SentArticle(
            number,
            source,
            $"{source}-{number}",
            title,
            html,
            isBare ? null : $"https://www.{source}.example/{at:yyyy/MM/dd}/{Slug(title)}-{number}",
            isBare && reporter.Next(2) == 0 ? null : at
        );
    }

    /// <summary>The end of an address, made of a headline.</summary>
    public static string Slug(string title) =>
        string.Concat(title.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'))
            .Replace("--", "-", StringComparison.Ordinal);
}
