using System.Net;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources.Hubs;
using static Syndication.Tests.Ingest.Sources.SourceServer;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>Subscribing at the hubs that sources name.</summary>
public sealed class SourceHubTests : SourceHubTest
{
    [Fact]
    public async Task A_named_hub_is_asked_and_its_question_answered()
    {
        await Host.PullAsync();

        var form = Form(Assert.Single(Server.RequestsFor("/hub")));
        Assert.Equal(("subscribe", Topic, "864000"), (form["hub.mode"], form["hub.topic"], form["hub.lease_seconds"]));
        Assert.Matches("^https://news\\.example/websub/sources/[A-Za-z0-9_-]{22}$", form["hub.callback"]);
        Assert.Equal(43, form["hub.secret"].Length);
        Assert.Equal(SourceHubState.Asked, (await HubAsync()).State);

        var (status, body) = await VerifyAsync(form, Topic);

        Assert.Equal((HttpStatusCode.OK, "a challenge"), (status, body));
        Assert.Equal(
            (SourceHubState.Active, Host.Clock.GetUtcNow().AddDays(10)),
            ((await HubAsync()).State, (await HubAsync()).LeaseEndsAt)
        );
    }

    [Theory]
    [InlineData("</hub>; rel=\"hub\", <HERE/topic>; rel=\"self\"")]
    [InlineData("<HERE/?a=1,2;b>; title=\"a \\\"b\\\"; rel=hub, <x>\"; rel=prev, <HERE/hub>;rel=\"nofollow HUB\" , <topic> ; REL=self")]
    [InlineData("<HERE/hub>; rel=hub; rel=self, <HERE/x>; anchor=\"HERE/y\"; rel=self\r\nLink: <HERE/topic>; rel=self; flag")]
    public async Task A_hub_that_only_the_answers_header_names_is_asked(string links)
    {
        Server.Answers["/feed"] = _ =>
            Ok(
                "<rss version=\"2.0\"><channel><title>News</title><item><title>First</title></item></channel></rss>",
                "Link: " + links.Replace("HERE", Server.At(""), StringComparison.Ordinal)
            );

        await Host.PullAsync();

        Assert.Equal(Server.At("/topic"), Form(Assert.Single(Server.RequestsFor("/hub")))["hub.topic"]);
    }

    [Fact]
    public async Task A_feed_behind_a_page_that_does_not_say_what_it_is_called_is_subscribed_by_its_own_address()
    {
        Server.Answers["/feed"] = _ =>
            Ok("<!DOCTYPE html><html><head><link rel=\"alternate\" type=\"application/rss+xml\" href=\"/news.rss\"></head></html>");
        Server.Answers["/news.rss"] = _ => Ok(Feed(new FeedTerms { Hubs = [Server.At("/hub")] }, "First"));

        await Host.PullAsync();

        Assert.Equal(Server.At("/news.rss"), Form(Assert.Single(Server.RequestsFor("/hub")))["hub.topic"]);
    }

    [Fact]
    public async Task A_headers_hub_goes_before_the_documents()
    {
        Server.Answers["/headers-hub"] = _ => Status("202 Accepted");
        Server.Answers["/feed"] = _ => Ok(Named("First"), "Link: </headers-hub>; rel=hub", "Link: <>; rel=");

        await Host.PullAsync();

        Assert.Equal(Topic, Form(Assert.Single(Server.RequestsFor("/headers-hub")))["hub.topic"]);
        Assert.Empty(Server.RequestsFor("/hub"));
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://10.1.2.3")]
    [InlineData("https://news.internal")]
    [InlineData("http://[::1]:5080")]
    public async Task From_an_address_that_no_hub_can_reach_none_is_asked(string ours)
    {
        Host.Settings["Publication:BaseAddress"] = ours;

        await Host.PullAsync();

        Assert.Empty(Server.RequestsFor("/hub"));
        Assert.Null((await Host.ViewAsync("feed")).Hub);
    }

    [Fact]
    public async Task What_nobody_asked_for_is_not_confirmed()
    {
        await Host.PullAsync();
        var form = Form(Server.RequestsFor("/hub")[0]);

        Assert.Equal(HttpStatusCode.NotFound, (await VerifyAsync(form, "http://other.example/feed")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await VerifyAsync(form, Topic, mode: "unsubscribe")).Status);
        form["hub.callback"] = "https://news.example/websub/sources/AAAAAAAAAAAAAAAAAAAAAA";
        Assert.Equal(HttpStatusCode.NotFound, (await VerifyAsync(form, Topic)).Status);
        Assert.Equal(SourceHubState.Asked, (await HubAsync()).State);
    }

    [Fact]
    public async Task Where_the_feed_is_encrypted_and_its_hub_is_not_nothing_secret_goes_there_and_nothing_it_brings_is_believed()
    {
        Server.Answers["/feed"] = _ => Ok(Feed(new FeedTerms { Hubs = [Server.At("/hub")], Self = "https://feeds.example/feed" }, "First"));
        await Host.PullAsync();
        var form = Form(Server.RequestsFor("/hub")[0]);
        Assert.False(form.ContainsKey("hub.secret"));
        await VerifyAsync(form, "https://feeds.example/feed");

        form["hub.secret"] = "";
        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(form, Named("Brought"), "sha256"));

        Assert.DoesNotContain("Brought", (await Host.AnnouncedAsync()).Keys);
    }

    [Fact]
    public async Task A_lease_is_renewed_before_it_ends_also_while_nothing_changes()
    {
        await SubscribedAsync();
        await Host.PullAfterAsync(TimeSpan.FromDays(6));
        Assert.Single(Server.RequestsFor("/hub"));

        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(2, Server.RequestsFor("/hub").Count);
        Assert.Equal(1, Host.Readings);
        Assert.Equal(SourceHubState.Active, (await HubAsync()).State);
    }

    [Fact]
    public async Task A_hub_that_does_not_answer_is_asked_again_later_and_later()
    {
        Server.Answers["/hub"] = _ => Status("500 Internal Server Error");
        for (var hour = 0; hour < 24; hour++)
            await Host.PullAfterAsync(TimeSpan.FromHours(1));

        Assert.InRange(Server.RequestsFor("/hub").Count, 2, 5);
        Assert.Equal(SourceHubState.Failed, (await HubAsync()).State);
    }

    [Fact]
    public async Task A_hub_that_says_no_is_believed()
    {
        await Host.PullAsync();
        var form = Form(Server.RequestsFor("/hub")[0]);
        await VerifyAsync(form, Topic, mode: "denied");

        Assert.Equal(SourceHubState.Denied, (await HubAsync()).State);
        await Host.PullAfterAsync(TimeSpan.FromDays(1));
        Assert.Single(Server.RequestsFor("/hub"));
    }

    [Fact]
    public async Task For_a_source_that_ended_the_hub_is_told_that_it_is_over()
    {
        var form = await SubscribedAsync();
        Server.Answers["/feed"] = _ => Status("410 Gone");
        await Host.PullAfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(HttpStatusCode.Gone, await BringAsync(form, Named("Late"), "sha256"));
        Assert.Equal(HttpStatusCode.OK, (await VerifyAsync(form, Topic, mode: "unsubscribe")).Status);
    }
}
