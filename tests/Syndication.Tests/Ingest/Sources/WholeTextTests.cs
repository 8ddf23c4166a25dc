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

    [Theory]
    [InlineData("/", "<title>The Post</title><link rel=canonical href=/>", "", "its address leads to a front page")]
    [InlineData(
        "/choices?back=/ferry",
        "<title>The Post and your choices</title>",
        "<h1>We value what is yours</h1>",
        "its address leads to another page"
    )]
    [InlineData("/harbour/", "<title>Harbour - The Post</title>", "<h1>Harbour</h1>", "its address leads to another page")]
    public async Task An_address_that_leads_to_a_page_that_is_not_the_pieces_leaves_the_summary(
        string to,
        string head,
        string body,
        string reason
    )
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        var path = to.Split('?')[0];
        Serve("");
        Server.Answers["/ferry"] = _ => Status("302 Found", "", "Location: " + to);
        Server.Answers[path] = _ => Page("text/html", $"<html><head>{head}</head><body>{body}<article>{Body}</article></body></html>");

        await PullWhileTimeGoesOnAsync();

        Assert.Single(Server.RequestsFor(path));
        Assert.Contains("Only the beginning", await BodyAsync(), StringComparison.Ordinal);
        Assert.Contains("no whole text: " + reason, (await Host.ViewAsync("feed")).LastDocument!.Mended);
    }

    [Theory]
    [InlineData("/2026/harbour-4711", "<title>Harbour</title><link rel=canonical href=/ferry>", "")]
    [InlineData("/2026/harbour-4711", "<title>Harbour</title><meta property=og:url content='https://www.post.example/2026/ferry'>", "")]
    [InlineData("/2026/harbour-4711", "<title>Gone: the ferry is missing | The Post</title>", "")]
    [InlineData("/2026/harbour-4711", "<title>The Post</title>", "<h1>The ferry is really gone</h1>")]
    [InlineData("/2026/harbour-4711", "", "<p>Harbour, Monday.</p><p>Only the beginning is told here, and the rest there. So it was.</p>")]
    [InlineData("/en/ferry", "<title>Harbour</title>", "")]
    public async Task An_address_that_leads_to_the_pieces_own_page_brings_its_text(string to, string head, string body)
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        Serve("", "Only the beginning is told here, and the rest there.");
        Server.Answers["/ferry"] = _ => Status("302 Found", "", "Location: " + to);
        Server.Answers[to] = _ => Page("text/html", $"<html><head>{head}</head><body><article>{body}{Body}</article></body></html>");

        await PullWhileTimeGoesOnAsync();

        Assert.Contains("a piano that nobody claimed", await BodyAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Twelve spoons of the depot are missing", "", false)]
    [InlineData("The ferry that did not come back", "", true)]
    [InlineData("Twelve spoons of the depot are missing", "\"url\":\"/ferry\",", true)]
    public async Task A_text_that_the_pages_data_tells_of_no_address_must_have_something_in_common_with_the_piece(
        string title,
        string address,
        bool isTaken
    )
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        Serve("");
        var told = string.Concat(Enumerable.Repeat(Paragraph, 4));
        Server.Answers["/feed"] = _ =>
            Ok(
                Document(
                    new FeedTerms(),
                    new SourceItem
                    {
                        Id = "ferry",
                        Title = title,
                        Summary = "It is told on the next page.",
                        Url = Server.At("/ferry"),
                    }
                )
            );
        Server.Answers["/ferry"] = _ =>
            Page(
                "text/html",
                $"<html><head><title>The Post</title><script type='application/ld+json'>{{\"@type\":\"NewsArticle\",{address}\"articleBody\":\"{told}\"}}</script></head><body></body></html>"
            );

        await Host.PullAsync();

        Assert.Equal(isTaken, (await BodyAsync()).Contains("a piano that nobody claimed", StringComparison.Ordinal));
        Assert.Equal(
            !isTaken,
            (await Host.ViewAsync("feed")).LastDocument!.Mended.Contains("no whole text: the page's article is another one")
        );
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

    private void Serve(string robots, string summary = "Only the beginning.")
    {
        var item = new SourceItem
        {
            Id = "ferry",
            Title = "The ferry is gone",
            Summary = summary,
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
