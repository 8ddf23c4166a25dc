using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Delivery.Gate;
using Syndication.Digests;
using Syndication.Subscribers;
using Syndication.Tests.Digests;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Gate;

/// <summary>What the gate does before the first message of an issue.</summary>
public sealed class GatekeeperTests : IDisposable
{
    private readonly SendingDomain host = new SendingDomain("good.zone").Configured();
    private readonly Lazy<DigestBench> bench;

    public GatekeeperTests() => bench = new(() => new DigestBench(host));

    private DigestBench Bench => bench.Value;

    [Fact]
    public async Task An_issue_as_it_should_be_goes_out_and_nothing_is_said_of_it()
    {
        IntoFiles("Enforce");
        await PlanAsync(readers: 2);

        await SendAsync();

        Assert.All(await Bench.MessagesAsync(), message => Assert.Equal(MessageState.Sent, message.State));
        Assert.Null((await IssueAsync()).Reasons);
    }

    [Fact]
    public async Task By_default_a_fault_is_shown_and_holds_nothing()
    {
        // What Delivery:Gate is where nobody set it.
        host.Settings["Delivery:Relays:0:Kind"] = "Pickup";
        host.Settings["Publication:PostalAddress"] = "";
        await PlanAsync(readers: 2);

        await SendAsync();

        Assert.All(await Bench.MessagesAsync(), message => Assert.Equal(MessageState.Sent, message.State));
        Assert.StartsWith("the gate: postal address: none is set", Assert.Single((await IssueAsync()).Reasons!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switched_off_it_looks_at_nothing()
    {
        IntoFiles("Off");
        host.Settings["Publication:PostalAddress"] = "";
        await PlanAsync(readers: 1);

        await SendAsync();

        Assert.Equal(MessageState.Sent, Assert.Single(await Bench.MessagesAsync()).State);
        Assert.Null((await IssueAsync()).Reasons);
        Assert.Null(host.Gate.Report);
    }

    [Fact]
    public async Task Enforced_a_fault_holds_the_issue_until_an_operator_resumes_it()
    {
        IntoFiles("Enforce");
        host.Settings["Publication:PostalAddress"] = "";
        await PlanAsync(readers: 3);

        await SendAsync();
        await SendAsync();

        var held = await IssueAsync();
        Assert.Equal("paused", held.State);
        Assert.StartsWith("held by the gate: postal address: none is set", Assert.Single(held.Reasons!), StringComparison.Ordinal);
        Assert.All(await Bench.MessagesAsync(), message => Assert.Equal((MessageState.Queued, 0), (message.State, message.Attempts)));
        Assert.Contains(held.Reasons![0], IssueNumbers.Notes(held));

        Assert.IsType<IssueActOutcome.Done>(
            await host.Services.GetRequiredService<IssueActs>().DoAsync(held.Id, IssueAct.Resume, CancellationToken.None)
        );
        await SendAsync();

        Assert.All(await Bench.MessagesAsync(), message => Assert.Equal(MessageState.Sent, message.State));
        Assert.StartsWith("the gate: postal address", Assert.Single((await IssueAsync()).Reasons!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_world_says_holds_an_issue_and_lets_it_go_once_it_is_mended()
    {
        host.Settings["Delivery:Gate"] = "Enforce";
        host.Dns.Become("faulty.zone");
        await PlanAsync(readers: 2);
        await host.Gate.RefreshAsync(CancellationToken.None);

        await DrainAsync();

        var held = await IssueAsync();
        Assert.Equal("paused", held.State);
        Assert.Contains(
            held.Reasons!,
            reason => reason.StartsWith("held by the gate: dmarc: _dmarc.example.org", StringComparison.Ordinal)
        );
        Assert.Equal(0, held.Messages.Sent);

        await host.Gate.RefreshAsync(CancellationToken.None);
        Assert.Equal("paused", (await IssueAsync()).State);
        host.Dns.Become("good.zone");
        await host.Gate.RefreshAsync(CancellationToken.None);

        Assert.Equal("open", (await IssueAsync()).State);
        Assert.Null((await IssueAsync()).Reasons);
    }

    [Fact]
    public async Task An_issue_that_an_operator_cancelled_is_not_let_go()
    {
        host.Settings["Delivery:Gate"] = "Enforce";
        host.Dns.Become("faulty.zone");
        await PlanAsync(readers: 1);
        await host.Gate.RefreshAsync(CancellationToken.None);
        await DrainAsync();
        var acts = host.Services.GetRequiredService<IssueActs>();
        await acts.DoAsync((await IssueAsync()).Id, IssueAct.Cancel, CancellationToken.None);

        host.Dns.Become("good.zone");
        await host.Gate.RefreshAsync(CancellationToken.None);

        Assert.Equal("cancelled", (await IssueAsync()).State);
    }

    [Fact]
    public async Task A_held_issue_that_an_operator_pauses_is_let_go_by_the_operator_alone()
    {
        host.Settings["Delivery:Gate"] = "Enforce";
        host.Dns.Become("faulty.zone");
        await PlanAsync(readers: 1);
        await host.Gate.RefreshAsync(CancellationToken.None);
        await DrainAsync();
        var id = (await IssueAsync()).Id;
        var acts = host.Services.GetRequiredService<IssueActs>();

        Assert.IsType<IssueActOutcome.Done>(await acts.DoAsync(id, IssueAct.Pause, CancellationToken.None));
        Assert.IsType<IssueActOutcome.Refused>(await acts.DoAsync(id, IssueAct.Pause, CancellationToken.None));
        host.Dns.Become("good.zone");
        await host.Gate.RefreshAsync(CancellationToken.None);

        Assert.Equal("paused", (await IssueAsync()).State);
        Assert.All((await IssueAsync()).Reasons!, reason => Assert.StartsWith("the gate: ", reason, StringComparison.Ordinal));
        Assert.IsType<IssueActOutcome.Done>(await acts.DoAsync(id, IssueAct.Resume, CancellationToken.None));
        Assert.Equal("open", (await IssueAsync()).State);
    }

    [Fact]
    public async Task Enforced_nothing_goes_out_before_the_first_verdict_and_the_world_is_not_asked_on_the_way()
    {
        IntoFiles("Enforce");
        await PlanAsync(readers: 1);

        await DrainAsync();

        var waiting = Assert.Single(await Bench.MessagesAsync());
        Assert.Equal((MessageState.Queued, host.Clock.GetUtcNow() + TimeSpan.FromSeconds(5)), (waiting.State, waiting.NextAttemptAt));
        Assert.Equal("open", (await IssueAsync()).State);
        Assert.Empty(host.Dns.Asked);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
        await SendAsync();
        Assert.Equal(MessageState.Sent, Assert.Single(await Bench.MessagesAsync()).State);
    }

    [Fact]
    public async Task An_issue_that_is_under_way_already_is_not_held()
    {
        IntoFiles("Enforce");
        host.Settings["Publication:PostalAddress"] = "";
        await PlanAsync(readers: 2);
        await Bench.EndAsync((await Bench.MessagesAsync())[0], MessageState.Sent, version: 1);

        await SendAsync();

        Assert.All(await Bench.MessagesAsync(), message => Assert.Equal(MessageState.Sent, message.State));
        Assert.StartsWith("the gate: postal address", Assert.Single((await IssueAsync()).Reasons!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_one_mail_alone_is_found_too()
    {
        await using var plain = await SpoiledAsync();
        await plain.QueueAsync(MessageStream.Transactional, 1, null, 8);

        await plain.DrainAsync();

        Assert.Equal(MessageState.Queued, (await plain.RowAsync(1, 7)).State);
        Assert.Equal(MessageState.Sent, (await plain.RowAsync(1, 8, MessageStream.Transactional)).State);
        var note = Assert.Single(await NotesAsync(plain));
        Assert.Equal((NoteBy.Mail, true), (note.By, note.IsHolding));
        Assert.Equal(
            ["list headers: List-Unsubscribe is missing", "size: 104,455 bytes of HTML: providers cut what is longer than 104,448"],
            note.Reasons.Split('\n')[..2]
        );
        Assert.Equal(
            ["text part: the mail has no text part, or an empty one", "postal address: the mail does not show Publication:PostalAddress"],
            note.Reasons.Split('\n')[2..]
        );
    }

    [Fact]
    public async Task An_issue_that_is_held_for_its_own_mail_is_held_once_and_waits_for_an_operator()
    {
        await using var plain = await SpoiledAsync();
        await plain.DrainAsync();
        var held = Assert.Single(await NotesAsync(plain));

        plain.Clock.Advance(TimeSpan.FromMinutes(15));
        await plain.Services.GetRequiredService<Gatekeeper>().RefreshAsync(CancellationToken.None);

        Assert.Equal(MailingState.Paused, await StateAsync(plain));
        await plain.DrainAsync();
        Assert.Equal(held.At, Assert.Single(await NotesAsync(plain)).At);
        Assert.Single(plain.Errors.Lines, line => line.Contains("is held by the gate", StringComparison.Ordinal));

        await plain.Database.WriteAsync((db, ct) => plain.Ledger.ResumeAsync(db, MessageStream.Digest, 1, ct), CancellationToken.None);
        await plain.DrainAsync();
        Assert.Equal(MessageState.Sent, (await plain.RowAsync(1, 7)).State);
    }

    [Fact]
    public async Task An_issue_that_is_held_for_its_own_mail_too_stays_when_the_publications_faults_are_mended()
    {
        await using var plain = await SpoiledAsync();
        await plain.DrainAsync();
        await plain.Database.WriteAsync(
            (db, ct) => MailingNotes.AddAsync(db, 1, NoteBy.Gate, isHolding: true, "dmarc: none", plain.Clock.GetUtcNow(), ct),
            CancellationToken.None
        );

        await plain.Services.GetRequiredService<Gatekeeper>().RefreshAsync(CancellationToken.None);

        Assert.Equal(MailingState.Paused, await StateAsync(plain));
    }

    [Fact]
    public async Task A_pause_that_comes_while_the_gate_looks_stays_the_operators()
    {
        await using var plain = await SpoiledAsync();
        var spoiled = plain.Digests.Answers[7];
        plain.Digests.Answers[7] = () =>
        {
            PauseAsync().GetAwaiter().GetResult();
            return spoiled();
        };

        await plain.DrainAsync();

        Assert.Equal(MailingState.Paused, await StateAsync(plain));
        Assert.Equal(MessageState.Queued, (await plain.RowAsync(1, 7)).State);
        Assert.Empty(await NotesAsync(plain));

        Task<bool> PauseAsync() =>
            plain.Database.WriteAsync((db, ct) => plain.Ledger.PauseAsync(db, MessageStream.Digest, 1, ct), CancellationToken.None);
    }

    [Fact]
    public async Task On_a_node_that_sends_the_verdict_comes_and_is_kept_fresh_by_itself()
    {
        host.Settings["Jobs:Roles"] = "worker";
        _ = host.Services;

        await UntilAsync(() => host.Gate.Report is { Faults.Count: 0 });
        host.Dns.Become("faulty.zone");
        await UntilAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromMinutes(1));
            return host.Gate.Report!.Faults.Count > 0;
        });

        Assert.True(host.Clock.GetUtcNow() - SyndicationHost.Start >= TimeSpan.FromMinutes(15));
    }

    public void Dispose() => host.Dispose();

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 500, "It did not come to that within ten seconds.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }
    }

    /// <summary>A digest is queued whose mail is at fault, and a publication that is not.</summary>
    private static async Task<DeliveryHost> SpoiledAsync()
    {
        var plain = new DeliveryHost();
        plain.Settings["Delivery:Gate"] = "Enforce";
        _ = plain.Services;
        await plain.Services.GetRequiredService<Gatekeeper>().RefreshAsync(CancellationToken.None);
        plain.Digests.Answers[7] = () =>
            new Composition.Ready(
                FakeContent.Mail(new MessageKey(MessageStream.Digest, 1, 7)).Saying(" ", "<p>" + new string('x', 102 * 1024) + "</p>")
            );
        await plain.QueueAsync(1, 7);
        return plain;
    }

    private static Task<List<MailingNote>> NotesAsync(DeliveryHost plain) =>
        plain.Database.ReadAsync((db, ct) => db.Set<MailingNote>().ToListAsync(ct), CancellationToken.None);

    private static Task<MailingState?> StateAsync(DeliveryHost plain) =>
        plain.Database.ReadAsync((db, ct) => plain.Ledger.StateAsync(db, MessageStream.Digest, 1, ct), CancellationToken.None);

    /// <summary>Mail is written into files, so that it can be sent here; what is signed is signed as ever.</summary>
    private void IntoFiles(string gate)
    {
        host.Settings["Delivery:Gate"] = gate;
        host.Settings["Delivery:Relays:0:Kind"] = "Pickup";
    }

    private async Task PlanAsync(int readers)
    {
        await Bench.WithSectionsAsync("gear");
        for (var i = 0; i < readers; i++)
            await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(TimeSpan.FromHours(1));
    }

    private async Task SendAsync()
    {
        await host.Gate.RefreshAsync(CancellationToken.None);
        await DrainAsync();
    }

    private Task DrainAsync() => host.Services.GetRequiredService<SenderJobs>().DrainAsync(CancellationToken.None);

    private async Task<IssueSummary> IssueAsync() =>
        Assert.Single(await host.Services.GetRequiredService<IssueDesk>().LatestAsync(10, CancellationToken.None));
}
