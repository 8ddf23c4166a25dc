using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

public sealed class UnsubscribeTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_click_in_either_encoding_leaves_at_once_and_again_is_fine(bool multipart)
    {
        var reader = await host.SubscribeAsync();
        await host.QueueDigestAsync(reader, 7);
        var link = new Uri(host.Links.Unsubscribe(reader.Subscriber.Handle, 7)).PathAndQuery;

        for (var n = 0; n < 2; n++)
        {
            var reply = await host.Browser.PostAsync(link, OneClick(multipart));
            Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
            Assert.False(reply.Headers.Contains("Set-Cookie"));
        }

        var left = await host.FindAsync();
        Assert.Equal(SubscriberState.Unsubscribed, left.Subscriber.State);
        Assert.Null(ReaderHost.In(left, "gear").NextDueAt);
        Assert.Equal(reader.Subscriber.PlanVersion + 1, left.Subscriber.PlanVersion);
        Assert.Equal(MessageState.Cancelled, Assert.Single(await host.RowsAsync(MessageStream.Digest)).State);
        var leaving = Assert.Single(await host.ConsentsAsync(left), happened => happened.What is ConsentAct.Left);
        Assert.Equal((ConsentManner.OneClick, 7L), (leaving.How, leaving.About));
        Assert.Matches("^1/en/[0-9a-f]{8}$", leaving.Wording);
    }

    [Fact]
    public async Task The_pages_button_leaves_and_its_undo_brings_everything_back()
    {
        var reader = await host.SubscribeAsync();
        var page = await host.Browser.GetStringAsync(LinkOf(reader));
        Assert.Contains("name=\"leave\" value=\"all\"", page, StringComparison.Ordinal);

        var left = await (await host.Browser.PostAsync(LinkOf(reader), Leave())).Content.ReadAsStringAsync();
        Assert.Equal(ConsentManner.Page, (await host.ConsentsAsync(reader))[^1].How);
        await host.PublishAsync(Pieces.In("gear", "Published meanwhile"));
        var reply = await host.Browser.PostAsync(UndoIn(left), null);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        var back = await host.FindAsync();
        Assert.Equal(SubscriberState.Active, back.Subscriber.State);
        Assert.Equal((0, "2026-03-03T07:00"), (ReaderHost.In(back, "gear").Mark, ReaderHost.In(back, "gear").NextSlot));
        Assert.Equal(ConsentAct.Returned, (await host.ConsentsAsync(back))[^1].What);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-03-20")]
    public async Task An_undo_brings_a_pause_back_as_it_was(string until)
    {
        var reader = await host.SubscribeAsync();
        await host.Browser.PostAsync(
            new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).PathAndQuery,
            ReaderHost.Form("", ("paused", "yes"), ("pausedUntil", until))
        );
        var paused = (await host.FindAsync()).Subscriber;
        var left = await (await host.Browser.PostAsync(LinkOf(reader), Leave())).Content.ReadAsStringAsync();

        await host.Browser.PostAsync(UndoIn(left), null);

        var back = (await host.FindAsync()).Subscriber;
        Assert.Equal((SubscriberState.Paused, paused.PausedUntil), (back.State, back.PausedUntil));
        Assert.Equal(until.Length > 0, back.PausedUntil is not null);
    }

    [Fact]
    public async Task An_undo_makes_news_that_was_called_back_again_at_once()
    {
        var reader = await host.SubscribeAsync(ReaderHost.Address, ("cadence.gear", "each"));
        await host.PublishAsync(Pieces.In("gear", "Boots"));
        var planner = host.Services.GetRequiredService<Planner>();
        await planner.PlanDueAsync(CancellationToken.None);
        var left = await (await host.Browser.PostAsync(LinkOf(reader), Leave())).Content.ReadAsStringAsync();

        await host.Browser.PostAsync(UndoIn(left), null);

        Assert.Equal(1, await planner.PlanDueAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_undo_is_for_its_own_leaving_and_for_a_day()
    {
        var reader = await host.SubscribeAsync();
        var first = UndoIn(await (await host.Browser.PostAsync(LinkOf(reader), Leave())).Content.ReadAsStringAsync());
        await host.Browser.PostAsync(first, null);
        var second = UndoIn(await (await host.Browser.PostAsync(LinkOf(reader), Leave())).Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync(first, null)).StatusCode);
        host.Clock.Advance(TimeSpan.FromHours(25));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser.PostAsync(second, null)).StatusCode);
        Assert.Equal(SubscriberState.Unsubscribed, (await host.FindAsync()).Subscriber.State);
    }

    [Fact]
    public async Task A_post_that_says_nothing_leaves_nobody()
    {
        var reader = await host.SubscribeAsync();

        var empty = await host.Browser.PostAsync(LinkOf(reader), null);
        var other = await host.Browser.PostAsync(LinkOf(reader), ReaderHost.Form("x", ("List-Unsubscribe", "Maybe")));
        using var broken = new ByteArrayContent("--x\r\nnot a part"u8.ToArray());
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        var garbled = await host.Browser.PostAsync(LinkOf(reader), broken);

        Assert.All([empty, other, garbled], reply => Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode));
        Assert.Equal(SubscriberState.Active, (await host.FindAsync()).Subscriber.State);
    }

    [Fact]
    public async Task Who_left_finds_no_plan_to_change()
    {
        var reader = await host.SubscribeAsync();
        await host.Browser.PostAsync(LinkOf(reader), Leave());
        var plan = new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).PathAndQuery;

        Assert.Contains("Nothing is being sent", await host.Browser.GetStringAsync(plan), StringComparison.Ordinal);
        await host.Browser.PostAsync(plan, ReaderHost.Form("", ("hour", "09:00")));

        var after = await host.FindAsync();
        Assert.Equal((SubscriberState.Unsubscribed, 7 * 60), (after.Subscriber.State, after.Subscriber.Hour));
    }

    private static HttpContent OneClick(bool multipart) =>
        multipart
            ? new MultipartFormDataContent { { new StringContent("One-Click"), "List-Unsubscribe" } }
            : new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["List-Unsubscribe"] = "One-Click" });

    private static FormUrlEncodedContent Leave() => new(new Dictionary<string, string>(StringComparer.Ordinal) { ["leave"] = "all" });

    private static string UndoIn(string html)
    {
        var start = html.IndexOf("action=\"/unsubscribe/", StringComparison.Ordinal) + "action=\"".Length;
        return html[start..html.IndexOf('"', start)];
    }

    private string LinkOf(Reader reader) => new Uri(host.Links.Unsubscribe(reader.Subscriber.Handle, 0)).PathAndQuery;

    [Fact]
    public async Task A_sender_that_hangs_up_has_left_come_back_and_disowned_all_the_same()
    {
        var handle = (await host.SubscribeAsync()).Subscriber.Handle;

        await PostAndHangUpAsync(new Uri(host.Links.Unsubscribe(handle, 7)).AbsolutePath);
        var left = await host.FindAsync();
        Assert.Equal(SubscriberState.Unsubscribed, left.Subscriber.State);

        var leaving = (await host.ConsentsAsync(left)).Single(happened => happened.What is ConsentAct.Left).Id;
        await PostAndHangUpAsync($"/unsubscribe/{host.Tokens.Make(TokenPurpose.Undo, handle, leaving)}/undo");
        Assert.Equal(SubscriberState.Active, (await host.FindAsync()).Subscriber.State);

        await PostAndHangUpAsync(new Uri(host.Links.Disown(handle, 7)).AbsolutePath);
        Assert.Null(await host.TryFindAsync());
    }

    /// <summary>The form has arrived; by the time it is acted upon nobody is there to be answered.</summary>
    private async Task PostAndHangUpAsync(string path)
    {
        _ = await Record.ExceptionAsync(() =>
            host.Server.SendAsync(request =>
            {
                request.Request.Method = HttpMethod.Post.Method;
                request.Request.Path = path;
                request.Request.Host = new HostString("localhost");
                request.Request.ContentType = "application/x-www-form-urlencoded";
                request.Request.Form = new FormCollection(
                    new Dictionary<string, StringValues>(StringComparer.Ordinal) { ["List-Unsubscribe"] = "One-Click" }
                );
                request.RequestAborted = new CancellationToken(canceled: true);
            })
        );
    }
}
