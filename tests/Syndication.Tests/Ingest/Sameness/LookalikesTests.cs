using Syndication.Benchmarks.Same;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Sameness;

/// <summary>Pieces of one form that one site publishes by several ways: nothing but what they say tells them apart.</summary>
public sealed class LookalikesTests : IDisposable
{
    private const string Rules =
        "<p>The league's rules give three points for a win and one for a draw. The table is decided by points, then by the difference of goals, then by goals scored, and at the end of the season by a match on neutral ground.</p>";

    private static readonly DateTimeOffset At = SyndicationHost.Start.AddDays(-2);
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task Games_of_one_evening_under_one_headline_and_numbered_slugs_are_as_many_articles() =>
        await AssertApartAsync(
            Series("Coast League second division: full time report from the ground", (i, _) => At, Game),
            "coast-league-second-division-full-time-report-from-the-ground"
        );

    [Fact]
    public async Task So_are_their_excerpts() =>
        await AssertApartAsync(
            Series(
                "Coast League second division: full time report from the ground",
                (i, _) => At,
                (i, reporter) =>
                    i % 2 == 0 ? Game(i, reporter) : $"<p>{reporter.Place()} met {reporter.Place()} on Saturday. More follows.</p>"
            ),
            "coast-league-second-division-full-time-report-from-the-ground"
        );

    [Fact]
    public async Task A_weekly_column_without_dates_is_as_many_articles() =>
        await AssertApartAsync(
            Series(
                "What to watch on television this week, by our critics",
                (i, source) => source == "api" ? null : At.AddDays(-7 * i),
                (_, reporter) =>
                    $"<p>Here is what our critics will watch this week, and what they will not.</p><p>{reporter.Passage(3)}</p><p>{reporter.Passage(3)}</p><p>Times are those of the coast. Programmes may change after we go to press.</p>"
            ),
            "what-to-watch-on-television-this-week"
        );

    [Fact]
    public async Task Notices_of_one_wording_published_in_one_minute_are_as_many_articles() =>
        await AssertApartAsync(
            Series(
                "Notice of an application for planning permission under section fourteen",
                (_, _) => At,
                (_, reporter) =>
                    $"<p>Notice is given that {reporter.Person()} has applied to the council for permission to {reporter.Verb()} a {reporter.Noun()} at {reporter.Number()} {reporter.Place()} Street. A copy of the application and of the plans may be seen at the town hall on any weekday between nine in the morning and five in the afternoon.</p><p>Anyone who wishes to make representations about the application should write to the council within twenty-one days, quoting {reporter.Number()}/{reporter.Number()}. Representations are open to the public and may be published.</p>"
            ),
            "notice-of-an-application-for-planning-permission"
        );

    [Fact]
    public async Task Tremors_of_one_strength_are_as_many_articles() =>
        await AssertApartAsync(
            Series(
                "Earthquake of magnitude 4.2 shakes the northern coast, no damage known",
                (i, _) => At.AddMinutes(40 * i),
                (i, reporter) =>
                    $"<p>An earthquake of magnitude 4.2 was felt along the northern coast at {i + 2}:{10 + (i * 4)}, the seismic office said. Its centre was {reporter.Number()} miles from {reporter.Place()}, at a depth of {reporter.Number()} yards.</p><p>There were no reports of damage or of injuries. Residents should expect aftershocks in the coming days, the office said. This report was written by a program and was read by an editor before it was published.</p>"
            ),
            "earthquake-of-magnitude-4-2-shakes-the-northern-coast"
        );

    [Fact]
    public async Task A_column_that_two_towns_have_under_one_path_and_headline_is_two_articles()
    {
        var reporter = new Reporter(7);
        var pieces = new[] { "town-a", "town-b" }.Select(
            (town, number) =>
                new SentArticle(
                    number,
                    SentArticle.Sources[0],
                    town,
                    "Letters to the editor",
                    $"<p>{reporter.Passage(4)}</p><p>{reporter.Passage(4)}</p>",
                    $"https://{town}.example/opinion/letters-to-the-editor",
                    At.AddHours(number)
                )
        );

        var score = await new SameRun(host.Services).SendAsync([.. pieces], CancellationToken.None);

        Assert.True(score.WrongMerges == 0, string.Join('\n', score.Wrong(3)));
    }

    public void Dispose() => host.Dispose();

    private static string Game(int number, Reporter reporter)
    {
        var (home, away) = (reporter.Place(), reporter.Place());
        return $"<p>{home} {number % 6}, {away} {reporter.Next(6)}</p><p>{home} played {away} at home in the Coast League in front of a crowd of {reporter.Number()}. {reporter.Person()} scored after {reporter.Number()} minutes and {reporter.Person()} just before the end.</p>{Rules}<p>{home} and {away} play again on Saturday.</p>";
    }

    private static IEnumerable<SentArticle> Series(string title, Func<int, string, DateTimeOffset?> at, Func<int, Reporter, string> text) =>
        from number in Enumerable.Range(0, 24)
        let source = SentArticle.Sources[number * 7 / 3 % 4]
        let html = text(number, new Reporter(number + 91))
        select new SentArticle(number, source, $"{source}-{number}", title, html, Url: null, at(number, source));

    private async Task AssertApartAsync(IEnumerable<SentArticle> series, string slug)
    {
        var sent = series.Select(piece =>
            piece with
            {
                Url = $"https://paper.example/{slug}{(piece.Piece == 0 ? "" : $"-{piece.Piece + 1}")}",
            }
        );
        var score = await new SameRun(host.Services).SendAsync([.. sent], CancellationToken.None);
        Assert.True(score.WrongMerges == 0, string.Join('\n', score.Wrong(3)));
    }
}
