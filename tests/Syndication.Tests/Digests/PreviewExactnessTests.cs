using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>What a look ahead has to know beside plan and articles: room, special editions, embargoes of one minute, the list of those who get no mail.</summary>
public sealed class PreviewExactnessTests : IAsyncLifetime
{
    private NewsroomHost Host { get; } = new();

    private DigestBench Bench { get; }

    private HttpClient Newsroom { get; set; } = null!;

    public PreviewExactnessTests() => Bench = new DigestBench(Host, ("Digests:ByteBudget", "20000"));

    public async Task InitializeAsync()
    {
        await Bench.WithSectionsAsync("gear", "posts");
        Newsroom = Host.CreateNewsroom();
    }

    public Task DisposeAsync()
    {
        Newsroom.Dispose();
        Bench.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_has_no_room_in_one_mail_comes_with_the_next_minutes()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Each));
        await Bench.PublishAllAsync(Enumerable.Range(0, 90).Select(number => DigestBench.Piece($"Piece {number:00} on how things hold")));

        await ForeseesAsync(minutes: 10, atLeast: 2);
    }

    [Fact]
    public async Task Embargoes_that_end_in_one_minute_come_in_one_mail()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Each));
        foreach (var (title, seconds) in new[] { ("Boots", 130), ("Ropes", 155), ("Stoves", 190) })
            await Host.PublishAsync(DigestBench.Piece(title) with { PublishedAt = SyndicationHost.Start.AddSeconds(seconds) });

        await ForeseesAsync(minutes: 10, atLeast: 2);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_special_edition_that_waits_comes_first_and_what_it_brought_not_again(bool isQuiet)
    {
        await Bench.AddReaderAsync(
            one => (one.QuietFrom, one.QuietTo) = isQuiet ? (5 * 60, 390) : ((int?)null, (int?)null),
            ("gear", Cadence.Daily)
        );
        await Bench.PublishAsync("Boots");
        await Bench.PublishAsync("Ropes");
        await Newsroom.PostAsJsonAsync(
            "/api/v1/editions",
            new
            {
                section = "gear",
                subject = "Storm",
                articles = new[] { "boots" },
            }
        );

        var first = await LookAsync(isQuiet ? 30 : 0);
        Assert.Equal(
            "in the special edition \"Storm\" of gear",
            Assert.Single(first.GetProperty("articles").EnumerateArray()).GetProperty("why").GetString()
        );
        await ForeseesAsync(minutes: 90, atLeast: 2);
    }

    [Fact]
    public async Task Who_must_not_be_mailed_gets_nothing_and_it_says_why()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        var suppressions = Host.Services.GetRequiredService<Suppressions>();
        await Host.Database.WriteAsync(
            (db, ct) => suppressions.AddAsync(db, "reader1@example.org", SuppressionReason.Complaint, ct),
            CancellationToken.None
        );

        var seen = await LookAsync(90, "boots");

        Assert.Equal("the address must not be mailed since 2026-03-02: its owner complained", seen.GetProperty("withheld").GetString());
        Assert.Equal(JsonValueKind.Null, seen.GetProperty("subject").ValueKind);
        Assert.Empty(seen.GetProperty("articles").EnumerateArray());
        var part = await Newsroom.GetAsync("/api/v1/subscribers/reader1@example.org/preview?at=2026-03-02T07:30Z&form=html");
        Assert.Equal(HttpStatusCode.Conflict, part.StatusCode);
        Assert.Contains("its owner complained", await part.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(seen.GetProperty("withheld").GetString(), seen.GetProperty("explained").GetProperty("reason").GetString());
    }

    // The clock stands at the beginning of a minute, as it does whenever the planner looks.
    private async Task ForeseesAsync(int minutes, int atLeast)
    {
        var seen = await LookAsync(minutes);
        var came = new List<(string, string)>();
        for (var minute = 0; minute <= minutes; minute++, Host.Clock.Advance(TimeSpan.FromMinutes(1)))
        {
            var at = Host.Clock.GetUtcNow().ToString("HH:mm");
            await Bench.QueueSpecialsAsync();
            await Bench.TickAsync();
            came.AddRange((await Bench.SendAllAsync()).Select(mail => (at, mail.Subject)));
        }

        var foreseen = seen.GetProperty("earlier")
            .EnumerateArray()
            .Append(seen)
            .Where(moment => moment.GetProperty("subject").ValueKind is not JsonValueKind.Null)
            .Select(moment =>
                (moment.GetProperty("due").GetDateTimeOffset().ToString("HH:mm"), moment.GetProperty("subject").GetString()!)
            );
        Assert.InRange(came.Count, atLeast, 30);
        Assert.Equal(came, foreseen);
    }

    private async Task<JsonElement> LookAsync(int minutes, string? article = null) =>
        await Newsroom.GetFromJsonAsync<JsonElement>(
            $"/api/v1/subscribers/reader1@example.org/preview?at={SyndicationHost.Start.AddMinutes(minutes):yyyy-MM-dd'T'HH:mm'Z'}"
                + (article is null ? "" : "&article=" + article)
        );
}
