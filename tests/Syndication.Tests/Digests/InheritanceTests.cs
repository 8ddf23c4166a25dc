using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>A section moves, and its readers with it.</summary>
public sealed class InheritanceTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly DigestBench bench = new();

    public Task InitializeAsync() => bench.WithSectionsAsync("gear", "kit", "posts");

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => bench.Dispose();

    [Fact]
    public async Task Readers_get_the_rest_of_the_old_section_and_everything_of_its_successor_once()
    {
        var reader = await bench.AddReaderAsync(("gear", Cadence.Daily));
        await bench.PublishAsync("Boots");
        await MoveAsync("gear", "kit");
        await bench.PublishAsync("Tent", "kit");
        await bench.TickAsync();

        await bench.AdvanceAsync(Day);
        var first = Assert.Single(await bench.SendAllAsync(reader));
        await bench.PublishAsync("Stove", "kit");
        await bench.AdvanceAsync(Day);
        var second = Assert.Single(await bench.SendAllAsync(reader));

        Assert.Equal((true, true), (Has(first.Body.Text, "Boots"), Has(first.Body.Text, "Tent")));
        Assert.Equal((false, false, true), (Has(second.Body.Text, "Boots"), Has(second.Body.Text, "Tent"), Has(second.Body.Text, "Stove")));
        Assert.Equal(
            [("gear", Cadence.Off), ("kit", Cadence.Daily)],
            (await bench.PlanAsync(reader)).OrderBy(row => row.Section.Value).Select(row => (row.Section.Value, row.Cadence))
        );
    }

    [Fact]
    public async Task Who_chose_about_the_successor_keeps_that_choice()
    {
        var weekly = await bench.AddReaderAsync(("gear", Cadence.Daily), ("kit", Cadence.Weekly));
        var off = await bench.AddReaderAsync(("gear", Cadence.Daily), ("kit", Cadence.Off));

        await MoveAsync("gear", "kit");
        await bench.TickAsync();
        await bench.TickAsync();

        Assert.Equal(Cadence.Weekly, await KitOfAsync(weekly));
        Assert.Equal(Cadence.Off, await KitOfAsync(off));
        await bench.PublishAsync("Tent", "kit");
        await bench.AdvanceAsync(Day);
        Assert.Empty(await bench.MessagesAsync(off));
    }

    [Fact]
    public async Task More_readers_than_one_transaction_takes_are_passed_on_and_one_of_another_section_is_left_alone()
    {
        for (var readers = 0; readers < 501; readers++)
            await bench.AddReaderAsync(("gear", Cadence.Each));
        var other = await bench.AddReaderAsync(("posts", Cadence.Each));

        await MoveAsync("gear", "kit");
        await bench.TickAsync();
        await bench.PublishAsync("Tent", "kit");

        Assert.Equal(501, await bench.TickAsync());
        Assert.Equal([("posts", Cadence.Each)], (await bench.PlanAsync(other)).Select(row => (row.Section.Value, row.Cadence)));
    }

    [Fact]
    public async Task A_tick_with_nobody_to_pass_on_writes_nothing()
    {
        var host = new RecordingHost();
        using var recorded = new DigestBench(host);
        await recorded.WithSectionsAsync("gear", "kit");
        await recorded.AddReaderAsync(("gear", Cadence.Weekly));
        await recorded.PublishAsync("Boots");
        await MoveAsync("gear", "kit", recorded);
        await recorded.TickAsync();
        host.Forget();

        await recorded.TickAsync();

        Assert.DoesNotContain(host.Commands, command => command.Sql.Contains("UPDATE", StringComparison.Ordinal));
    }

    private static bool Has(string text, string title) => text.Contains(title, StringComparison.Ordinal);

    private async Task<Cadence> KitOfAsync(long reader) =>
        (await bench.PlanAsync(reader)).Single(row => row.Section.Value == "kit").Cadence;

    private Task MoveAsync(string from, string to, DigestBench? on = null) =>
        (on ?? bench).Host.Database.WriteAsync(
            async (db, ct) =>
            {
                var slug = new SectionSlug(from);
                (await db.Set<Section>().SingleAsync(section => section.Slug == slug, ct)).MovedTo = new SectionSlug(to);
            },
            CancellationToken.None
        );
}
