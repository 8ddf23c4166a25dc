using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>Whatever the plan and the embargoes, what a preview shows is what comes.</summary>
public sealed class PreviewHistoryTests
{
    private static readonly string[] Sections = ["gear", "posts", "news"];
    private static readonly string[] Zones = ["UTC", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe", "Europe/Berlin"];
    private static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_look_ahead_and_the_mail_that_comes_are_the_same(int seed)
    {
        var random = new Random(seed);
        using var host = new NewsroomHost();
        using var bench = await new DigestBench(host).WithSectionsAsync(Sections);
        using var newsroom = host.CreateNewsroom();
        await bench.PublishAsync("From before");
        await bench.AddReaderAsync(
            reader =>
            {
                (reader.Zone, reader.Hour) = (Zones[random.Next(Zones.Length)], random.Next(96) * 15);
                (reader.Weekday, reader.Day) = ((DayOfWeek)random.Next(7), random.Next(1, 6));
                if (random.Next(2) == 0)
                    (reader.QuietFrom, reader.QuietTo) = (random.Next(96) * 15, random.Next(96) * 15);
                if (random.Next(3) == 0)
                    (reader.State, reader.PausedUntil) = (SubscriberState.Paused, SyndicationHost.Start + (random.Next(1, 150) * Quarter));
            },
            [.. Sections.Select(section => (section, (Cadence)random.Next(5)))]
        );
        for (var number = 0; number < 14; number++)
        {
            var (section, other) = (Sections[random.Next(3)], Sections[random.Next(3)]);
            await host.PublishAsync(
                DigestBench.Piece($"Piece {number}", section, other == section ? [] : [other]) with
                {
                    PublishedAt = number < 5 ? null : SyndicationHost.Start + (random.Next(1, 250) * Quarter),
                    Announce = random.Next(8) > 0,
                }
            );
        }

        var at = SyndicationHost.Start + (random.Next(200, 280) * Quarter);
        var seen = await newsroom.GetFromJsonAsync<JsonElement>(
            $"/api/v1/subscribers/reader1@example.org/preview?at={at.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture)}"
        );
        var came = new List<string>();
        for (; host.Clock.GetUtcNow() <= at; host.Clock.Advance(Quarter))
        {
            await bench.TickAsync();
            came.AddRange((await bench.SendAllAsync()).Select(mail => mail.Subject));
        }

        var foreseen = seen.GetProperty("earlier")
            .EnumerateArray()
            .Append(seen)
            .Select(moment => moment.GetProperty("subject").GetString());
        Assert.NotEmpty(came);
        Assert.Equal(came, foreseen.OfType<string>());
    }
}
