using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Delivery.Figures;
using Syndication.Delivery.Relays;
using Syndication.Delivery.Returns;
using Syndication.Operations.Access;
using Syndication.Subscribers;
using Syndication.Tests.Digests;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Gate;

/// <summary>What became of an issue's mail, by hour and by receiving domain.</summary>
public sealed class FigureTests : IAsyncLifetime, IDisposable
{
    private FakeSmtpServer Server { get; } = new();
    private DigestBench Bench { get; }
    private MeterCounts? firstCounts;

    public FigureTests() =>
        Bench = new DigestBench(
            ("Delivery:Relays:0:Host", "127.0.0.1"),
            ("Delivery:Relays:0:Port", Server.Port.ToString()),
            ("Delivery:Relays:0:Security", "None"),
            ("Delivery:Relays:0:MaxConnections", "1")
        );

    public async Task InitializeAsync()
    {
        Server.OnRecipient = line =>
            line.Contains("<dead", StringComparison.Ordinal) ? "550 5.1.1 no such user"
            : line.Contains("<full", StringComparison.Ordinal) ? "550 5.2.2 full"
            : line.Contains("<later", StringComparison.Ordinal) ? "451 4.7.1 later"
            : null;
        await Bench.WithSectionsAsync("gear");
        foreach (
            var address in (string[])["ann@one.test", "bob@ONE.test", "dead@one.test", "full@two.test", "later@two.test", "eve@two.test"]
        )
        {
            await Bench.AddReaderAsync(
                reader => (reader.Email, reader.EmailKey) = (address, address.ToLowerInvariant()),
                ("gear", Cadence.Daily)
            );
        }

        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(TimeSpan.FromHours(1));
        firstCounts = new MeterCounts(Bench.Host, "Syndication.Delivery");
        await Bench.Host.Services.GetRequiredService<SenderJobs>().DrainAsync(CancellationToken.None);
        await ComeBackAsync();
    }

    public async Task DisposeAsync()
    {
        Bench.Dispose();
        await Server.DisposeAsync();
    }

    public void Dispose() => firstCounts?.Dispose();

    [Fact]
    public async Task The_api_tells_them_to_operators_a_page_of_domains_at_a_time()
    {
        using var client = await ClientAsync(KeyRole.Operator);
        var address = $"/api/v1/issues/{await IssueAsync()}/figures";

        var first = await client.GetFromJsonAsync<FigureReport>(address + "?count=1");
        var second = await client.GetFromJsonAsync<FigureReport>($"{address}?count=1&after={first!.Next}");

        AssertNumbers(new(3, 3, 1, 2, Reasons(("mailboxfull", 1), ("userunknown", 2)), 1, 1), first.Total);
        Assert.Equal([SyndicationHost.Start.AddHours(1), SyndicationHost.Start.AddHours(3)], first.Hours.Select(hour => hour.Hour));
        AssertNumbers(new(3, 3, 1, 1, Reasons(("mailboxfull", 1), ("userunknown", 1)), 0, 0), first.Hours[0].Numbers);
        AssertNumbers(new(0, 0, 0, 1, Reasons(("userunknown", 1)), 1, 1), first.Hours[1].Numbers);
        var one = Assert.Single(first.Domains);
        Assert.Equal(("one.test", "one.test"), (one.Domain, first.Next));
        AssertNumbers(new(2, 2, 0, 2, Reasons(("userunknown", 2)), 0, 1), one.Numbers);
        var two = Assert.Single(second!.Domains);
        Assert.Equal(("two.test", null), (two.Domain, second.Next));
        AssertNumbers(new(1, 1, 1, 0, Reasons(("mailboxfull", 1)), 1, 0), two.Numbers);
    }

    [Fact]
    public async Task The_command_line_tells_them_a_line_each()
    {
        // The service that counts them writes them down before it answers.
        using var client = await ClientAsync(KeyRole.Operator);
        await client.GetFromJsonAsync<FigureReport>("/api/v1/figures");
        using var command = new CommandLine();
        // The same store as the host's, whichever it is.
        var configuration = Bench.Host.Services.GetRequiredService<IConfiguration>();
        foreach (var setting in configuration.GetSection("Storage").AsEnumerable().Where(setting => setting.Value is not null))
            command.Environment[setting.Key.Replace(":", "__", StringComparison.Ordinal)] = setting.Value!;

        var told = await command.RunAsync("issues", "figures", await IssueAsync());
        var unknown = await command.RunAsync("issues", "figures", "unknown");

        Assert.Equal(0, told.Code);
        Assert.Equal(
            [
                "all\t3\t3\t1\t2\t1\t1\tmailboxfull 1, userunknown 2",
                "2026-03-02T07:00Z\t3\t3\t1\t1\t0\t0\tmailboxfull 1, userunknown 1",
                "2026-03-02T09:00Z\t0\t0\t0\t1\t1\t1\tuserunknown 1",
                "one.test\t2\t2\t0\t2\t0\t1\tuserunknown 2",
                "two.test\t1\t1\t1\t0\t1\t0\tmailboxfull 1",
            ],
            told.Output.ReplaceLineEndings("\n").Trim().Split('\n').Skip(1)
        );
        Assert.Equal((1, "there is no issue 'unknown'"), (unknown.Code, unknown.Errors.Trim()));
    }

    [Fact]
    public void Metrics_count_what_was_put_off_and_what_was_refused_by_why()
    {
        Assert.Equal(
            [
                "syndication.delivery.bounced{stream=digest,reason=mailboxfull} 1",
                "syndication.delivery.bounced{stream=digest,reason=userunknown} 1",
            ],
            firstCounts!.All.Where(count => count.StartsWith("syndication.delivery.bounced", StringComparison.Ordinal))
        );
        Assert.Equal((1, 3), (firstCounts.Of("syndication.delivery.deferred"), firstCounts.Of("syndication.delivery.sent")));
    }

    [Fact]
    public async Task All_issues_together_are_told_for_a_time()
    {
        using var client = await ClientAsync(KeyRole.Operator);

        var all = await client.GetFromJsonAsync<FigureReport>("/api/v1/figures");
        var morning = await client.GetFromJsonAsync<FigureReport>("/api/v1/figures?from=2026-03-02T06:00Z&until=2026-03-02T08:00Z");
        var before = await client.GetFromJsonAsync<FigureReport>("/api/v1/figures?until=2026-03-02T06:30Z");

        Assert.Equal((3, 1), (all!.Total.Sent, all.Total.Complained));
        Assert.Equal((3, 0), (morning!.Total.Sent, morning.Total.Complained));
        Assert.Equal(0, before!.Total.Sent);
        Assert.Empty(before.Domains);
    }

    [Fact]
    public async Task Only_operators_are_told_and_bad_questions_are_answered_with_the_rule()
    {
        using var nobody = Bench.Host.CreateClient();
        using var newsroom = await ClientAsync(KeyRole.Newsroom);
        using var client = await ClientAsync(KeyRole.Operator);
        var address = $"/api/v1/issues/{await IssueAsync()}/figures";

        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await newsroom.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/api/v1/issues/unknown/figures")).StatusCode);
        using var wrong = await client.GetAsync(address + "?count=0");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("0 is not between 1 and 1000.", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await client.GetAsync("/api/v1/figures?from=2026-03-02T06:00Z&until=2026-03-01T06:00Z")).StatusCode
        );
    }

    [Fact]
    public async Task What_a_relay_put_off_for_long_is_sent_and_not_in_time()
    {
        using var later = new MeterCounts(Bench.Host, "Syndication.Delivery");
        Server.OnRecipient = _ => null;
        await Bench.Host.Services.GetRequiredService<SenderJobs>().DrainAsync(CancellationToken.None);
        using var client = await ClientAsync(KeyRole.Operator);

        var report = await client.GetFromJsonAsync<FigureReport>($"/api/v1/issues/{await IssueAsync()}/figures");

        Assert.Equal((4, 3), (report!.Total.Sent, report.Total.InTime));
        Assert.Equal((1, 0), (later.Of("syndication.delivery.sent"), later.Of("syndication.delivery.in_time")));
    }

    [Theory]
    // Four of the six readers are left.
    [InlineData(15, 7)]
    [InlineData(16, 3)]
    public async Task What_is_planned_late_is_measured_from_its_readers_slot(int minutes, long inTime)
    {
        using var later = new MeterCounts(Bench.Host, "Syndication.Delivery");
        Server.OnRecipient = _ => null;
        await Bench.PublishAsync("Laces");
        // To the next day's slot at 07:00: the clock stands at 09:01.
        await Bench.AdvanceAsync(TimeSpan.FromMinutes((21 * 60) + 59 + minutes));
        await Bench.Host.Services.GetRequiredService<SenderJobs>().DrainAsync(CancellationToken.None);
        using var client = await ClientAsync(KeyRole.Operator);

        var report = await client.GetFromJsonAsync<FigureReport>("/api/v1/figures");

        Assert.Equal(3 + later.Of("syndication.delivery.sent"), report!.Total.Sent);
        Assert.Equal((inTime, inTime - 3), (report.Total.InTime, later.Of("syndication.delivery.in_time")));
    }

    [Fact]
    public async Task Counting_from_many_connections_loses_nothing()
    {
        var counts = Bench.Host.Services.GetRequiredService<FigureCounts>();
        var accepted = new SendOutcome.Accepted(RelayReply.From(250, "2.0.0 Ok"));
        var done = false;
        var flushing = Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
                await counts.FlushAsync(CancellationToken.None);
        });

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(worker =>
                    Task.Run(() =>
                    {
                        for (var i = 0; i < 5000; i++)
                            counts.Count(new MessageKey(MessageStream.Digest, 77, i), $"d{i % 7}.test", accepted, inTime: i % 2 == 0);
                    })
                )
        );
        Volatile.Write(ref done, true);
        await flushing;

        var report = await Bench.Host.Services.GetRequiredService<FigureStore>().OfIssueAsync(77, null, 100, CancellationToken.None);
        Assert.Equal((20_000, 10_000, 7), (report.Total.Sent, report.Total.InTime, report.Domains.Count));
    }

    // Two hours later: a report, a complaint, and a reader who leaves by the mailbox's button.
    private async Task ComeBackAsync()
    {
        Bench.Host.Clock.Advance(TimeSpan.FromHours(2));
        var messages = await Bench.MessagesAsync();
        await Bench.Host.Database.WriteAsync(
            (db, ct) =>
            {
                db.Add(Returned(messages[1], "one.test", ReturnClass.Hard, "userunknown"));
                db.Add(Returned(messages[5], "two.test", ReturnClass.Complaint, "complaint"));
                return Task.CompletedTask;
            },
            CancellationToken.None
        );
        var mail = Server.Received.Single(mail => mail.To.Contains("<ann@", StringComparison.Ordinal));
        var link = new Uri(mail.Header("List-Unsubscribe").Trim('<', '>'));
        using var client = Bench.Host.CreateClient();
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var left = await client.PostAsync(link.PathAndQuery, form);
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        Bench.Host.Clock.Advance(TimeSpan.FromMinutes(1));
    }

    private ReturnEvent Returned(Message message, string domain, ReturnClass kind, string reason) =>
        new()
        {
            Message = message.Id,
            Group = message.Group,
            Domain = domain,
            Class = kind,
            Reason = reason,
            At = Bench.Host.Clock.GetUtcNow(),
        };

    private Task<string> IssueAsync() =>
        Bench.Host.Database.ReadAsync(
            (db, ct) => db.Set<Syndication.Digests.Issue>().Select(issue => issue.PublicId).SingleAsync(ct),
            CancellationToken.None
        );

    private async Task<HttpClient> ClientAsync(KeyRole role)
    {
        var client = Bench.Host.CreateClient();
        var key = await Bench.Host.Services.GetRequiredService<ApiKeyStore>().AddAsync(role.ToString(), role, CancellationToken.None);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private static Dictionary<string, long> Reasons(params (string Reason, long Count)[] reasons) =>
        reasons.ToDictionary(reason => reason.Reason, reason => reason.Count, StringComparer.Ordinal);

    private static void AssertNumbers(FigureNumbers expected, FigureNumbers actual) =>
        Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
