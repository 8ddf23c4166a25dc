using System.Net;
using Syndication.Feeds.WebSub;

namespace Syndication.Tests.Feeds.WebSub;

public sealed class HubRequestTests : HubTest
{
    private const string Callback = "http://sub.example/inbox";

    public static TheoryData<string, string, string, string> Wrong =>
        new()
        {
            { "mode", "subscription", "", "hub.mode must be subscribe or unsubscribe." },
            { "mode", "", "", "hub.mode must be subscribe or unsubscribe." },
            { "mode", "denied", "", "hub.mode must be subscribe or unsubscribe." },
            { "topic", "", "", "hub.topic must be the absolute http(s) address of a feed, at most 2048 characters." },
            { "topic", "/feeds/all.rss", "", "hub.topic must be the absolute http(s) address of a feed, at most 2048 characters." },
            { "callback", "", "", "hub.callback must be an absolute http(s) address, at most 2048 characters." },
            { "callback", "inbox", "", "hub.callback must be an absolute http(s) address, at most 2048 characters." },
            { "callback", "ftp://sub.example/", "", "hub.callback must be an absolute http(s) address, at most 2048 characters." },
            { "callback", "http://sub.example/#x", "", "hub.callback must not have a fragment." },
            { "callback", "http://me@sub.example/", "", "hub.callback must not carry a name or password." },
            { "callback", "http://localhost/websub", "", "hub.callback must not be an address of this site." },
            { "callback", "http://10.0.0.1/", "", "hub.callback must be on the public internet." },
            { "callback", "http://0x7f.9/", "", "hub.callback must be on the public internet." },
            { "callback", "http://[::ffff:169.254.169.254]/", "", "hub.callback must be on the public internet." },
            { "callback", "http://93.184.216.34:25/", "", "hub.callback must be on port 80, 443, 8080 or 8443." },
            { "lease_seconds", "0", "", "hub.lease_seconds must be a whole number above 0." },
            { "lease_seconds", "-5", "", "hub.lease_seconds must be a whole number above 0." },
            { "lease_seconds", "a day", "", "hub.lease_seconds must be a whole number above 0." },
            { "secret", new string('s', 200), "", "hub.secret must be shorter than 200 bytes." },
            { "secret", string.Concat(Enumerable.Repeat("é", 100)), "", "hub.secret must be shorter than 200 bytes." },
            { "secret", "one", "two", "hub.secret is given more than once." },
            { "topic", Topic, Topic, "hub.topic is given more than once." },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_is_said(string name, string value, string again, string sentence)
    {
        var form = new List<(string, string)> { ("mode", "subscribe"), ("topic", Topic), ("callback", Callback) };
        form.RemoveAll(field => field.Item1 == name);
        form.Add((name, value));
        if (again.Length > 0)
            form.Add((name, again));

        Assert.Equal((HttpStatusCode.BadRequest, sentence + "\n"), await PostAsync([.. form]));
        Assert.Empty(await RowsAsync<HubVerification>());
    }

    [Fact]
    public async Task A_secret_of_199_bytes_is_taken() =>
        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync("subscribe", more: ("secret", new string('s', 199)))).Status);

    [Fact]
    public async Task Nobody_else_publishes_here()
    {
        var (status, text) = await PostAsync(("mode", "publish"), ("url", Topic));

        Assert.Equal(HttpStatusCode.Forbidden, status);
        Assert.Contains("the feeds of its own publication", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_small_forms_are_read()
    {
        var client = Host.CreateClient();

        var json = await client.PostAsync("/websub", new StringContent("{}", null, "application/json"));
        var large = await client.PostAsync(
            "/websub",
            new FormUrlEncodedContent([KeyValuePair.Create("hub.topic", new string('x', 5_000_000))])
        );

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, json.StatusCode);
        Assert.InRange((int)large.StatusCode, 400, 413);
        Assert.Empty(await RowsAsync<HubVerification>());
    }

    [Fact]
    public async Task Whoever_looks_at_the_address_is_told_what_it_is_and_nothing_happens()
    {
        var response = await Host.CreateClient().GetAsync($"/websub?hub.mode=subscribe&hub.topic={Topic}&hub.callback={Callback}");

        Assert.Equal("text/plain; charset=utf-8", response.Content.Headers.ContentType!.ToString());
        Assert.Contains("WebSub hub", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await RowsAsync<HubVerification>());
    }
}
