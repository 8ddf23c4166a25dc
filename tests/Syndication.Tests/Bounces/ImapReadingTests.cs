using Microsoft.Extensions.DependencyInjection;
using Syndication.Bounces;
using Syndication.Mailboxes;
using Syndication.Tests.Support;

namespace Syndication.Tests.Bounces;

/// <summary>A folder on an IMAP server: what is asked for, what is marked and when, and what happens when the server misbehaves.</summary>
public sealed class ImapReadingTests : IAsyncLifetime, IDisposable
{
    private readonly FakeImapServer server = new();
    private readonly ReturnsHost host = new();

    public async Task InitializeAsync()
    {
        host.ReadFrom(server);
        await host.ReadyAsync();
    }

    public async Task DisposeAsync() => await server.DisposeAsync();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData(FakeImapServer.FetchFault.Refused)]
    [InlineData(FakeImapServer.FetchFault.HungUp)]
    public async Task A_mail_that_the_server_does_not_give_is_passed_over_after_some_tries_and_the_rest_is_read(
        FakeImapServer.FetchFault fault
    )
    {
        await DeliverAsync(3);
        var bad = server.Deliver("Subject: nobody can open this\r\n\r\n");
        await DeliverAsync(3);
        server.Faults[bad] = fault;

        await ReadAtLastAsync();

        Assert.Equal(6, (await host.EventsAsync()).Count);
        Assert.Equal([bad], server.Unseen);
        Assert.InRange(server.Commands.Count(command => command.StartsWith($"UID FETCH {bad} (", StringComparison.Ordinal)), 3, 16);
        Assert.Contains($"Mail {bad} on 127.0.0.1 was asked for", host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("ada@example.org", host.Log.Text, StringComparison.Ordinal);

        await DeliverAsync(1);
        Assert.Equal(1, await host.ReadAsync());
    }

    [Theory]
    [InlineData(FakeImapServer.FetchFault.Refused)]
    [InlineData(FakeImapServer.FetchFault.HungUp)]
    public async Task A_server_that_gives_nothing_for_a_while_loses_nothing(FakeImapServer.FetchFault fault)
    {
        await DeliverAsync(4);
        foreach (var uid in server.Unseen)
            server.Faults[uid] = fault;
        for (var round = 0; round < 40; round++)
            await TryReadAsync();
        Assert.Empty(await host.EventsAsync());
        server.Faults.Clear();
        await DeliverAsync(1);

        Assert.True(await TryReadAsync());

        Assert.Equal(5, (await host.EventsAsync()).Count);
        Assert.Empty(server.Unseen);
    }

    [Fact]
    public async Task After_an_outage_a_connection_that_breaks_once_more_loses_nothing()
    {
        await DeliverAsync(3);
        foreach (var uid in server.Unseen)
            server.Faults[uid] = FakeImapServer.FetchFault.HungUp;
        for (var round = 0; round < 40; round++)
            Assert.False(await TryReadAsync());
        server.Faults.Clear();
        await DeliverAsync(1);
        server.Faults[2] = FakeImapServer.FetchFault.HungUp;
        Assert.False(await TryReadAsync());
        server.Faults.Clear();

        Assert.True(await TryReadAsync());

        Assert.Equal(4, (await host.EventsAsync()).Count);
        Assert.Empty(server.Unseen);
    }

    [Fact]
    public async Task A_mail_at_the_end_that_the_server_refuses_does_not_keep_the_mailbox_from_being_read_and_waited_at()
    {
        await DeliverAsync(1);
        var bad = server.Deliver("Subject: nobody can open this\r\n\r\n");
        server.Faults[bad] = FakeImapServer.FetchFault.Refused;
        await ReadAtLastAsync();

        Assert.True(await TryReadAsync());
        await DeliverAsync(2);
        await ReadAtLastAsync();

        Assert.Equal(3, (await host.EventsAsync()).Count);
        Assert.Equal([bad], server.Unseen);
    }

    [Fact]
    public async Task What_is_given_again_after_an_outage_is_read_though_one_mail_before_it_never_is()
    {
        await DeliverAsync(3);
        foreach (var uid in server.Unseen)
            server.Faults[uid] = FakeImapServer.FetchFault.Refused;
        for (var round = 0; round < 40; round++)
            await TryReadAsync();
        server.Faults.TryRemove(2, out _);
        server.Faults.TryRemove(3, out _);

        for (var round = 0; round < 2; round++)
            Assert.Equal(0, await host.ReadAsync());
        Assert.Equal(2, await host.ReadAsync());

        Assert.Equal(2, (await host.EventsAsync()).Count);
        Assert.Equal([1u], server.Unseen);
    }

    [Fact]
    public async Task A_connection_that_breaks_once_passes_nothing_over()
    {
        await DeliverAsync(5);
        server.Faults[3] = FakeImapServer.FetchFault.HungUp;
        Assert.False(await TryReadAsync());
        server.Faults.Clear();

        Assert.True(await TryReadAsync());

        Assert.Equal(5, (await host.EventsAsync()).Count);
        Assert.Empty(server.Unseen);
    }

    [Fact]
    public async Task A_mail_of_fifty_megabytes_is_read_as_far_as_the_cap_and_no_further()
    {
        var sent = await host.SendAsync();
        var report = host.Fill("failed.eml", sent);
        server.Deliver(report + new string('x', 2_000_000), size: 50 * 1024 * 1024);

        Assert.Equal(1, await host.ReadAsync());

        var asked = server.Commands.Where(command => command.StartsWith("UID FETCH", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, asked.Count);
        Assert.DoesNotContain("BODY", asked[0], StringComparison.Ordinal);
        Assert.Contains($"BODY.PEEK[]<0.{1024 * 1024}>", asked[1], StringComparison.Ordinal);
        Assert.Equal(1024 * 1024, server.Sent);
        Assert.Single(await host.EventsAsync());
    }

    [Fact]
    public async Task A_mail_that_is_longer_than_the_server_said_is_cut_at_the_cap()
    {
        var sent = await host.SendAsync();
        server.Deliver(host.Fill("failed.eml", sent) + new string('x', 4_000_000), size: 1000);
        var lengths = new List<int>();
        await using var mailbox = host.Services.GetRequiredService<BounceJobs>().Open();

        await mailbox.ReadAsync(
            (batch, _) =>
            {
                lengths.AddRange(batch.Mails.Select(mail => mail.Content.Length));
                return Task.CompletedTask;
            },
            CancellationToken.None
        );

        Assert.Equal([1024 * 1024], lengths);
    }

    [Fact]
    public async Task A_mail_is_marked_only_after_what_came_of_it_is_committed()
    {
        await DeliverAsync(2);
        var committed = -1;
        server.OnStore = async () => committed = (await host.EventsAsync()).Count;

        await host.ReadAsync();

        Assert.Equal(2, committed);
        Assert.Empty(server.Unseen);
    }

    [Fact]
    public async Task What_was_committed_and_not_marked_is_marked_by_whoever_comes_next_and_counted_once()
    {
        await DeliverAsync(2);
        server.OnStore = () => throw new IOException("the connection ends here");
        Assert.False(await TryReadAsync());
        Assert.Equal(2, server.Unseen.Count);
        server.OnStore = () => Task.CompletedTask;

        Assert.Equal(0, await host.ReadAsync());

        Assert.Empty(server.Unseen);
        Assert.Equal(2, (await host.EventsAsync()).Count);
    }

    [Fact]
    public async Task Other_UIDs_for_the_same_mails_count_nothing_twice_and_lose_nothing()
    {
        await DeliverAsync(3);
        Assert.Equal(3, await host.ReadAsync());
        await DeliverAsync(2);
        server.Renumber();
        await DeliverAsync(1);

        Assert.Equal(6, await host.ReadAsync());
        Assert.Equal(0, await host.ReadAsync());

        var events = await host.EventsAsync();
        Assert.Equal(6, events.Count);
        Assert.Equal(6, events.Select(one => one.Message).Distinct().Count());
        Assert.Empty(server.Unseen);
    }

    [Fact]
    public async Task A_server_that_does_not_tell_is_asked_once_a_minute()
    {
        await using var mailbox = host.Services.GetRequiredService<BounceJobs>().Open();
        var jobs = host.Services.GetRequiredService<BounceJobs>();
        Assert.Equal(0, await jobs.ReadAsync(mailbox, CancellationToken.None));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var waiting = mailbox.WaitAsync(patience.Token);
        await DeliverAsync(1);

        var waited = TimeSpan.Zero;
        for (var step = TimeSpan.FromSeconds(10); !waiting.IsCompleted && waited < TimeSpan.FromMinutes(5); waited += step)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            host.Clock.Advance(step);
        }

        await waiting;
        Assert.InRange(waited, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(90));
        Assert.DoesNotContain("IDLE", server.Commands);
        Assert.Equal(1, await jobs.ReadAsync(mailbox, CancellationToken.None));
        Assert.Single(await host.EventsAsync());
    }

    [Fact]
    public async Task A_server_that_tells_is_listened_to()
    {
        server.OffersIdle = true;
        await using var mailbox = host.Services.GetRequiredService<BounceJobs>().Open();
        var jobs = host.Services.GetRequiredService<BounceJobs>();
        Assert.Equal(0, await jobs.ReadAsync(mailbox, CancellationToken.None));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var waiting = mailbox.WaitAsync(patience.Token);

        await DeliverAsync(1);
        await waiting;

        Assert.Contains("IDLE", server.Commands);
        Assert.Equal(1, await jobs.ReadAsync(mailbox, CancellationToken.None));
    }

    private async Task DeliverAsync(int reports)
    {
        for (var i = 0; i < reports; i++)
            server.Deliver(host.Fill("failed.eml", await host.SendAsync(), ("status", "4.4.1")));
    }

    private async Task ReadAtLastAsync()
    {
        for (var failed = 0; !await TryReadAsync(); failed++)
            Assert.True(failed < 10, "It fails for ever.");
    }

    private async Task<bool> TryReadAsync()
    {
        try
        {
            await host.ReadAsync();
            return true;
        }
        catch (MailboxException)
        {
            return false;
        }
    }
}
