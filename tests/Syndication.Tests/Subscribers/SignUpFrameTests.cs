using System.Net;
using AngleSharp.Html.Parser;
using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

public sealed class SignUpFrameTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task Any_site_may_frame_the_form_and_it_needs_no_script()
    {
        var reply = await host.Browser.GetAsync("/subscribe/form?section=gear&cadence=weekly&language=fr");
        var page = new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync());

        Assert.Contains("frame-ancestors *", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("*", reply.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(reply.Headers.Contains("Set-Cookie"));
        Assert.Empty(page.QuerySelectorAll("script"));
        Assert.Equal(["weekly"], page.QuerySelectorAll("input[name^=cadence]").Select(field => field.GetAttribute("value")));
        Assert.Equal("S’abonner", page.QuerySelector("button")!.TextContent);
    }

    [Fact]
    public async Task From_the_frame_to_an_active_reader()
    {
        var page = new HtmlParser().ParseDocument(
            await host.Browser.GetStringAsync("/subscribe/form?section=gear&cadence=weekly&language=fr")
        );
        var fields = page.QuerySelectorAll("input")
            .ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value") ?? "", StringComparer.Ordinal);
        fields["email"] = ReaderHost.Address;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/subscribe/form") { Content = new FormUrlEncodedContent(fields) };
        request.Headers.Add("Origin", "https://elsewhere.example");

        var reply = await host.Browser.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("*", reply.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Contains("frame-ancestors *", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("un e-mail est en route", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await host.Browser.PostAsync(ReaderHost.LinkTo(Assert.Single(await host.MailsAsync()), "confirm"), null);
        var reader = await host.FindAsync();
        Assert.Equal(("fr", Cadence.Weekly), (reader.Subscriber.Language, Assert.Single(reader.Subscriptions).Cadence));
    }

    [Fact]
    public async Task A_plain_form_on_another_site_needs_an_address_and_a_section_only()
    {
        var reply = await host.Browser.PostAsync(
            "/subscribe/form",
            new FormUrlEncodedContent([new("email", ReaderHost.Address), new("cadence.gear", "daily")])
        );

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Single(await host.MailsAsync());
    }

    [Fact]
    public async Task What_is_wrong_is_said_in_the_frame()
    {
        var reply = await host.Browser.PostAsync(
            "/subscribe/form",
            new FormUrlEncodedContent([new("email", "ada@"), new("cadence.gear", "daily"), new("language", "de")])
        );
        var html = await reply.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("Bitte prüfen Sie diese Adresse", html, StringComparison.Ordinal);
        Assert.Contains("name=\"cadence.gear\" value=\"daily\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_itself_is_framed_by_nobody()
    {
        var reply = await host.Browser.GetAsync("/subscribe");

        Assert.Contains("frame-ancestors 'none'", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(reply.Headers.Contains("Access-Control-Allow-Origin"));
    }
}
