using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Syndication.Subscribers;
using Syndication.Tests.Feeds;

namespace Syndication.Tests.Subscribers;

/// <summary>The private feed from a reader's plan, found on the page of the plan.</summary>
public sealed partial class PrivateFeedTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task It_carries_the_chosen_sections_newest_first_and_no_other()
    {
        var reader = await host.SubscribeAsync(ReaderHost.Address, ("cadence.gear", "daily"), ("cadence.benefits", "off"));
        await host.PublishAsync(Pieces.In("gear", "A compass"));
        await host.PublishAsync(Pieces.In("benefits", "A pension"));

        var feed = await FeedOfAsync(reader, "rss");

        Assert.Equal(["A compass"], Titles(await host.Browser.GetStringAsync(feed)));
        await ChangeAsync(reader, ("cadence.gear", "daily"), ("cadence.benefits", "weekly"));
        Assert.Equal(["A compass", "A pension"], Titles(await host.Browser.GetStringAsync(feed)).Order());
        await ChangeAsync(reader, ("cadence.gear", "off"), ("cadence.benefits", "weekly"));
        Assert.Equal(["A pension"], Titles(await host.Browser.GetStringAsync(feed)));
    }

    [Theory]
    [InlineData("rss")]
    [InlineData("atom")]
    [InlineData("json")]
    public async Task It_is_for_one_reader_and_no_cache_list_or_hub(string format)
    {
        var reader = await host.SubscribeAsync();
        await host.PublishAsync(Pieces.In("gear", "A compass"));
        var feed = await FeedOfAsync(reader, format);

        var answer = await host.Browser.GetAsync(feed);

        Assert.True(answer.Headers.CacheControl!.Private);
        Assert.Equal("noindex", Assert.Single(answer.Headers.GetValues("X-Robots-Tag")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.DoesNotContain("hub", string.Join(' ', answer.Headers.GetValues("Link")), StringComparison.Ordinal);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.DoesNotContain("websub", body, StringComparison.Ordinal);
        Assert.Contains("http://localhost" + feed, body, StringComparison.Ordinal);
        Assert.DoesNotContain(ReaderHost.Address, body, StringComparison.Ordinal);
        if (format != "json")
            Assert.Equal([], XmlFeedRules.FaultsOf(XDocument.Parse(body), "http://localhost" + feed));
    }

    [Fact]
    public async Task Two_readers_of_the_same_sections_have_feeds_of_their_own_with_the_same_items()
    {
        var ada = await host.SubscribeAsync();
        var ben = await host.SubscribeAsync("ben@example.org");
        await host.PublishAsync(Pieces.In("gear", "A compass"));

        var (hers, his) = (
            await host.Browser.GetStringAsync(await FeedOfAsync(ada, "atom")),
            await host.Browser.GetStringAsync(await FeedOfAsync(ben, "atom"))
        );

        Assert.NotEqual(IdOf(hers), IdOf(his));
        Assert.Equal(EntryIds(hers), EntryIds(his));
        Assert.Equal(EntryIds(await host.Browser.GetStringAsync("/feeds/sections/gear.atom")), EntryIds(hers));
        var item = JsonDocument.Parse(await host.Browser.GetStringAsync(await FeedOfAsync(ada, "json"))).RootElement;
        Assert.Equal(EntryIds(hers), item.GetProperty("items").EnumerateArray().Select(entry => entry.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task The_second_request_is_answered_304_until_a_chosen_section_or_the_choice_changes()
    {
        var reader = await host.SubscribeAsync(ReaderHost.Address, ("cadence.gear", "daily"), ("cadence.benefits", "off"));
        await host.PublishAsync(Pieces.In("gear", "A compass"));
        var feed = await FeedOfAsync(reader, "rss");
        var tag = (await host.Browser.GetAsync(feed)).Headers.ETag!.ToString();

        Assert.Equal(HttpStatusCode.NotModified, await AskAgainAsync(feed, tag));
        await host.PublishAsync(Pieces.In("benefits", "A pension"));
        Assert.Equal(HttpStatusCode.NotModified, await AskAgainAsync(feed, tag));
        await ChangeAsync(reader, ("cadence.gear", "daily"), ("cadence.benefits", "daily"));
        Assert.Equal(HttpStatusCode.OK, await AskAgainAsync(feed, tag));
        await ChangeAsync(reader, ("cadence.gear", "daily"), ("cadence.benefits", "off"));
        Assert.Equal(HttpStatusCode.NotModified, await AskAgainAsync(feed, tag));
        await host.PublishAsync(Pieces.In("gear", "A map"));
        Assert.Equal(HttpStatusCode.OK, await AskAgainAsync(feed, tag));
    }

    [Fact]
    public async Task A_new_address_ends_the_old_one_and_keeps_the_feeds_id()
    {
        var reader = await host.SubscribeAsync();
        await host.PublishAsync(Pieces.In("gear", "A compass"));
        var old = await FeedOfAsync(reader, "atom");
        var before = await host.Browser.GetStringAsync(old);

        var reply = await host.Browser.PostAsync(PageOf(reader) + "/feed", ReaderHost.Form(""));

        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
        Assert.Contains("no longer works", await host.Browser.GetStringAsync(reply.Headers.Location), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser.GetAsync(old)).StatusCode);
        var renewed = await FeedOfAsync(reader, "atom");
        Assert.NotEqual(old, renewed);
        var after = await host.Browser.GetStringAsync(renewed);
        Assert.Equal((IdOf(before), string.Join(' ', EntryIds(before))), (IdOf(after), string.Join(' ', EntryIds(after))));
    }

    [Fact]
    public async Task Leaving_ends_it_a_pause_does_not_and_an_erased_readers_address_was_never_there()
    {
        var reader = await host.SubscribeAsync();
        var feed = await FeedOfAsync(reader, "rss");

        await ChangeAsync(reader, ("cadence.gear", "daily"), ("paused", "yes"));
        Assert.Equal(HttpStatusCode.OK, (await host.Browser.GetAsync(feed)).StatusCode);
        var way = new Uri(host.Links.Unsubscribe(reader.Subscriber.Handle, 0)).PathAndQuery;
        await host.Browser.PostAsync(way, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser.GetAsync(feed)).StatusCode);
        await host.Newsroom().DeleteAsync("/api/v1/subscribers/" + ReaderHost.Address);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.GetAsync(feed)).StatusCode);
    }

    [Fact]
    public async Task No_other_link_of_the_reader_opens_it_and_it_opens_no_other()
    {
        var reader = await host.SubscribeAsync();
        var feed = await FeedOfAsync(reader, "rss");
        var own = feed["/feeds/readers/".Length..^".rss".Length];

        foreach (var purpose in Enum.GetValues<TokenPurpose>().Except([TokenPurpose.Feed]))
        {
            var other = host.Tokens.Make(purpose, reader.Subscriber.Handle, reader.Subscriber.FeedNumber);
            Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.GetAsync($"/feeds/readers/{other}.rss")).StatusCode);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.GetAsync("/preferences/" + own)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.GetAsync("/unsubscribe/" + own)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync($"/preferences/{own}/feed", ReaderHost.Form(""))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.Browser.GetAsync(feed)).StatusCode);
    }

    [Fact]
    public async Task A_browser_that_navigates_to_it_is_led_to_the_home_page_and_not_to_the_plan()
    {
        var reader = await host.SubscribeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, await FeedOfAsync(reader, "rss"));
        request.Headers.Add("Sec-Fetch-Dest", "document");
        request.Headers.Add("Sec-Fetch-Mode", "navigate");

        var answer = await host.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("http://localhost/", answer.Headers.Location!.ToString());
    }

    private async Task<string> FeedOfAsync(Reader reader, string format)
    {
        var page = await host.Browser.GetStringAsync(PageOf(reader));
        return Feeds
            .Matches(page)
            .Select(match => match.Groups["path"].Value)
            .First(path => path.EndsWith(format, StringComparison.Ordinal));
    }

    private async Task<HttpStatusCode> AskAgainAsync(string feed, string tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, feed);
        request.Headers.Add("If-None-Match", tag);
        return (await host.Browser.SendAsync(request)).StatusCode;
    }

    private async Task ChangeAsync(Reader reader, params (string Name, string Value)[] fields)
    {
        var reply = await host.Browser.PostAsync(PageOf(reader), ReaderHost.Form("", fields));
        Assert.Equal(HttpStatusCode.SeeOther, reply.StatusCode);
    }

    private string PageOf(Reader reader) => new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).PathAndQuery;

    private static IEnumerable<string> Titles(string rss) =>
        XDocument.Parse(rss).Descendants("item").Select(item => item.Element("title")!.Value);

    private static string IdOf(string atom) => XDocument.Parse(atom).Root!.Element(Atom("id"))!.Value;

    private static List<string> EntryIds(string atom) =>
        [.. XDocument.Parse(atom).Descendants(Atom("entry")).Select(entry => entry.Element(Atom("id"))!.Value)];

    private static XName Atom(string name) => XName.Get(name, "http://www.w3.org/2005/Atom");

    [GeneratedRegex(
        """href="http://localhost(?<path>/feeds/readers/[^"]+)""",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Feeds { get; }
}
