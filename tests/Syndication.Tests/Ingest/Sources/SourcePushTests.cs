using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources;
using Syndication.Ingest.Sources.Hubs;
using static Syndication.Tests.Ingest.Sources.SourceServer;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>What hubs bring.</summary>
public sealed class SourcePushTests : SourceHubTest
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("sha256")]
    [InlineData("sha512")]
    [InlineData("sha1")]
    public async Task What_the_hub_brings_signed_is_taken_in_as_news(string method)
    {
        var form = await SubscribedAsync();

        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(form, Named("Brought", "First"), method));

        Assert.True((await Host.AnnouncedAsync())["Brought"]);
        Assert.Equal(Host.Clock.GetUtcNow(), (await HubAsync()).PushedAt);
        Assert.Single(Server.RequestsFor("/feed"));
    }

    [Fact]
    public async Task What_is_not_signed_or_signed_by_another_is_not_believed_and_not_told_so()
    {
        var form = await SubscribedAsync();
        var forged = new Dictionary<string, string>(form) { ["hub.secret"] = "another secret of the same length or so....." };

        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(form, Named("Forged"), method: null));
        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(forged, Named("Forged"), "sha256"));
        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(form, Named("Forged"), "md5"));

        Assert.DoesNotContain("Forged", (await Host.AnnouncedAsync()).Keys);
        Assert.Null((await HubAsync()).PushedAt);
    }

    [Fact]
    public async Task What_nobody_asked_for_is_not_even_read()
    {
        await Host.PullAsync();

        Assert.Equal(SourcePushOutcome.Over, await TakeUnreadableAsync("AAAAAAAAAAAAAAAAAAAAAA", length: null));
    }

    [Fact]
    public async Task What_is_longer_than_a_document_may_be_is_not_read()
    {
        var form = await SubscribedAsync();
        var token = TokenOf(form);

        Assert.Equal(SourcePushOutcome.TooLong, await TakeUnreadableAsync(token, SourceFetcher.MostBytes + 1));
    }

    [Fact]
    public async Task What_is_brought_waits_for_room_to_be_read_in()
    {
        var form = await SubscribedAsync();
        var places = await Task.WhenAll(Enumerable.Range(0, ReadingRoom.Places).Select(_ => Room.EnterAsync(CancellationToken.None)));
        var brought = BringAsync(form, Named("Brought", "First"), "sha256");
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        Assert.Equal((false, 1), (brought.IsCompleted, Host.Readings));

        places[0].Dispose();

        Assert.Equal(HttpStatusCode.Accepted, await brought);
        Assert.Contains("Brought", (await Host.AnnouncedAsync()).Keys);
    }

    [Fact]
    public async Task What_is_brought_leaves_its_place_to_others_while_pages_with_whole_texts_are_asked_for()
    {
        Host.Settings["Ingest:Sources:0:FullText"] = "true";
        var form = await SubscribedAsync();
        using var answering = new ManualResetEventSlim();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Server.Answers["/brought"] = _ =>
        {
            asked.TrySetResult();
            answering.Wait(Patience);
            return Status("503 Service Unavailable");
        };
        var item = new SourceItem
        {
            Id = "brought",
            Title = "Brought",
            Summary = "Only the beginning.",
            Url = Server.At("/brought"),
        };
        await Task.WhenAll(Enumerable.Range(1, ReadingRoom.Places - 1).Select(_ => Room.EnterAsync(CancellationToken.None)));

        var brought = BringAsync(form, Document(new FeedTerms(), [item]), "sha256");
        await asked.Task.WaitAsync(Patience, TimeProvider.System);
        using (await Room.EnterAsync(CancellationToken.None).WaitAsync(Patience / 2, TimeProvider.System))
            answering.Set();

        Assert.Equal(HttpStatusCode.Accepted, await brought);
        Assert.Contains("Brought", (await Host.AnnouncedAsync()).Keys);
    }

    [Fact]
    public async Task A_ping_without_content_is_a_reason_to_look_but_not_to_look_all_the_time()
    {
        var form = await SubscribedAsync();
        Server.Answers["/feed"] = _ => Ok(Named("Pinged", "First"));
        await BringAsync(form, "", "sha256");
        await Host.PullAsync();
        Assert.Single(Server.RequestsFor("/feed"));

        await Host.PullAfterAsync(new PullOptions().Shortest);

        Assert.Contains("Pinged", (await Host.AnnouncedAsync()).Keys);
    }

    [Fact]
    public async Task What_is_signed_falsely_waits_for_no_room()
    {
        var form = await SubscribedAsync();
        form["hub.secret"] = "another";
        await Task.WhenAll(Enumerable.Range(0, ReadingRoom.Places).Select(_ => Room.EnterAsync(CancellationToken.None)));

        Assert.Equal(HttpStatusCode.Accepted, await BringAsync(form, Named("Forged"), "sha256").WaitAsync(Patience, TimeProvider.System));
    }

    [Fact]
    public async Task Who_posts_slowly_keeps_no_source_waiting_and_is_cut_off()
    {
        var token = TokenOf(await SubscribedAsync());
        Server.Answers["/feed"] = _ => Ok(Named("Pulled", "First"));
        var bodies = Enumerable.Range(0, ReadingRoom.Places).Select(_ => new SlowStream()).ToList();
        var posts = bodies.ConvertAll(body => TakeAsync(token, length: null, body));
        await Task.WhenAll(bodies.Take(PushRoom.MostOfOne).Select(body => body.Begun)).WaitAsync(Patience, TimeProvider.System);

        var source = Host.Services.GetRequiredService<SourceList>().FindBy("feed")!;
        await Host
            .Services.GetRequiredService<SourceDesk>()
            .FetchAsync(source, CancellationToken.None)
            .WaitAsync(Patience, TimeProvider.System);

        Assert.Contains("Pulled", (await Host.AnnouncedAsync()).Keys);
        Host.Clock.Advance(SourceFetcher.Timeout);
        Assert.Equal(SourcePushOutcome.TooSlow, await posts[0].WaitAsync(Patience, TimeProvider.System));
    }

    [Fact]
    public async Task A_source_whose_hub_brings_too_much_at_once_is_looked_at_where_it_lies()
    {
        var token = TokenOf(await SubscribedAsync());
        var bodies = Enumerable.Range(0, PushRoom.MostOfOne).Select(_ => new SlowStream()).ToList();
        var posts = bodies.ConvertAll(body => TakeAsync(token, length: null, body));
        await Task.WhenAll(bodies.Select(body => body.Begun)).WaitAsync(Patience, TimeProvider.System);

        Assert.Equal(SourcePushOutcome.Accepted, await TakeUnreadableAsync(token, length: null));

        var row = await Host.RowAsync("feed");
        Assert.Equal(row.LastFetchAt + new PullOptions().Shortest, row.DueAt);
        Host.Clock.Advance(SourceFetcher.Timeout);
        Assert.All(await Task.WhenAll(posts), outcome => Assert.Equal(SourcePushOutcome.TooSlow, outcome));
    }

    [Fact]
    public void A_signature_of_any_other_form_is_none()
    {
        foreach (var header in new[] { null, "", "sha256", "sha256=", "sha256=zz", "sha256=00", "=", "sha256==00", new string('f', 9999) })
            Assert.False(HubSignature.IsValid(header, "secret"u8, "body"u8));
        Assert.True(HubSignature.IsValid("SHA256=" + Convert.ToHexString(HMACSHA256.HashData("secret"u8, "body"u8)), "secret"u8, "body"u8));
    }

    private ReadingRoom Room => Host.Services.GetRequiredService<ReadingRoom>();

    private static string TokenOf(Dictionary<string, string> form) => new Uri(form["hub.callback"]).Segments[^1];

    private Task<SourcePushOutcome> TakeUnreadableAsync(string token, long? length) => TakeAsync(token, length, new UnreadableStream());

    private Task<SourcePushOutcome> TakeAsync(string token, long? length, Stream body) =>
        Host
            .Services.GetRequiredService<SourcePushes>()
            .TakeAsync(new SourcePush(token, "sha256=00", ContentType: null, length, body), CancellationToken.None);

    // Whoever reads of it fails: TestServer waits for the end of what is sent, whether it is read or not.
    private sealed class UnreadableStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("It was read.");

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("It was read.");
    }

    // Nothing more comes of it.
    private sealed class SlowStream : MemoryStream
    {
        private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => begun.Task;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            return 0;
        }
    }
}
