using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources;
using static Syndication.Tests.Ingest.Sources.SourceServer;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>A source that gives only summaries, whose publisher allows more.</summary>
public sealed class WholeTextTests : SourceTest
{
    private const string Paragraph =
        "The ferry left the old harbour at noon with eleven passengers, two bicycles and a piano that nobody claimed, and it did not come back that day. ";

    private static readonly string Body = string.Concat(Enumerable.Repeat($"<p>{Paragraph}{Paragraph}</p>", 6));

    [Fact]
    public async Task Its_pieces_come_with_the_text_of_their_pages()
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        Serve("User-agent: *\nDisallow: /private/\n");

        await Host.PullAsync();

        Assert.Contains("a piano that nobody claimed", await BodyAsync(), StringComparison.Ordinal);
        Assert.Single(Server.RequestsFor("/ferry"));
    }

    [Fact]
    public async Task Robots_are_respected_and_the_summary_stands()
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        Serve("User-agent: *\nDisallow: /\n");

        await Host.PullAsync();

        Assert.Contains("Only the beginning", await BodyAsync(), StringComparison.Ordinal);
        Assert.Empty(Server.RequestsFor("/ferry"));
        Assert.Contains("no whole text: not allowed (robots.txt)", (await Host.ViewAsync("feed")).LastDocument!.Mended);
    }

    [Fact]
    public async Task A_page_that_does_not_come_is_asked_again_when_the_piece_comes_again()
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        Serve("");
        var page = Server.Answers["/ferry"];
        Server.Answers["/ferry"] = _ => Status("503 Service Unavailable");
        await Host.PullAsync();
        Server.Answers["/ferry"] = page;
        var feed = Server.Answers["/feed"];
        Server.Answers["/feed"] = request => feed(request).Replace("A feed of tests", "Another feed 15", StringComparison.Ordinal);

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Contains("a piano that nobody claimed", await BodyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_does_not_come_leaves_the_whole_text_that_came_before()
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        Serve("");
        await Host.PullAsync();
        Server.Answers["/ferry"] = _ => Status("503 Service Unavailable");
        var feed = Server.Answers["/feed"];
        Server.Answers["/feed"] = request => feed(request).Replace("Only the beginning.", "Just the beginning.", StringComparison.Ordinal);

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Contains("a piano that nobody claimed", await BodyAsync(), StringComparison.Ordinal);
        Assert.Equal(2, Server.RequestsFor("/ferry").Count);
    }

    [Theory]
    [InlineData("403 Forbidden")]
    [InlineData("404 Not Found")]
    public async Task A_page_that_is_closed_or_gone_later_takes_no_whole_text_away(string status)
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        Serve("");
        await Host.PullAsync();
        Server.Answers["/ferry"] = _ => Status(status);
        var feed = Server.Answers["/feed"];
        Server.Answers["/feed"] = request => feed(request).Replace("Only the beginning.", "Just the beginning.", StringComparison.Ordinal);

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Contains("a piano that nobody claimed", await BodyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_does_not_answer_is_asked_for_one_page_a_turn()
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        Serve("");
        var items = Enumerable
            .Range(1, 5)
            .Select(number => new SourceItem
            {
                Id = $"piece {number}",
                Title = $"Ferry {number}",
                Summary = $"Only the beginning of {number}.",
                Url = Server.At("/ferry?" + number),
            })
            .ToArray();
        Server.Answers["/feed"] = _ => Ok(Document(new FeedTerms(), items));
        Server.Answers["/ferry"] = _ => Status("503 Service Unavailable");

        await PullWhileTimeGoesOnAsync();

        Assert.Single(Server.RequestsFor("/ferry"));
        Assert.Equal(5, (await Host.ArticlesAsync()).Count);
    }

    [Theory]
    [InlineData("", WholeTexts.MostPages)]
    [InlineData("User-agent: *\nCrawl-delay: 25\n", 4)]
    public async Task A_turn_asks_for_few_pages_and_not_for_long_and_the_next_goes_on(string robots, int most)
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        Serve(robots);
        var items = Enumerable
            .Range(1, 30)
            .Select(number => new SourceItem
            {
                Id = $"piece {number}",
                Title = $"Ferry {number}",
                Summary = $"Only the beginning of {number}.",
                Url = Server.At("/ferry?" + number),
            })
            .ToArray();
        Server.Answers["/feed"] = _ => Ok(Document(new FeedTerms(), items), "ETag: \"1\"");

        await PullWhileTimeGoesOnAsync();
        var first = Server.RequestsFor("/ferry").Count;
        Host.Clock.Advance(TimeSpan.FromDays(1));
        await PullWhileTimeGoesOnAsync();

        Assert.InRange(first, 1, most);
        Assert.InRange(Server.RequestsFor("/ferry").Count, first + 1, 2 * most);
    }

    [Fact]
    public async Task Relative_addresses_of_a_page_are_taken_from_where_it_is()
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        Serve("");
        Server.Answers["/harbour/2026/ferry"] = _ =>
            Page("text/html", $"<html><body><article>{Body}<p>{Paragraph} <a href=\"piano\">The piano</a></p></article></body></html>");
        Server.Answers["/ferry"] = _ => Status("302 Found", "", "Location: /harbour/2026/ferry");

        await PullWhileTimeGoesOnAsync();

        Assert.Contains($"\"{Server.At("/harbour/2026/piano")}\"", await BodyAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_asked_for_pages_unless_the_operator_says_so()
    {
        Serve("");

        await Host.PullAsync();

        Assert.Empty(Server.RequestsFor("/ferry"));
        Assert.Empty(Server.RequestsFor("/robots.txt"));
    }

    // Between two pages of a host a second passes, and longer where it asks for that.
    private async Task PullWhileTimeGoesOnAsync()
    {
        var pull = Host.PullAsync();
        while (await Task.WhenAny(pull, Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System)) != pull)
            Host.Clock.Advance(TimeSpan.FromMilliseconds(500));
        await pull;
    }

    private async Task<string> BodyAsync()
    {
        var row = Assert.Single(await Host.ArticlesAsync());
        return Assert.Single(await Host.Articles.FindAsync([row.Id], CancellationToken.None)).BodyHtml;
    }

    private void Serve(string robots)
    {
        var item = new SourceItem
        {
            Id = "ferry",
            Title = "The ferry is gone",
            Summary = "Only the beginning.",
            Url = Server.At("/ferry"),
        };
        Server.Answers["/feed"] = _ => Ok(Document(new FeedTerms(), item));
        Server.Answers["/robots.txt"] = _ => Page("text/plain", robots);
        Server.Answers["/ferry"] = _ =>
            Page(
                "text/html",
                $"<html><head><title>The ferry is gone</title></head><body><nav>Home</nav><article>{Body}</article></body></html>"
            );
    }

    private static string Page(string type, string body) =>
        $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n\r\n{body}";
}
