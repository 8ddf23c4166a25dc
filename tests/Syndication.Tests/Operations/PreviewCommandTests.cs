using System.Globalization;
using Syndication.Subscribers;
using Syndication.Tests.Digests;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary><c>preview</c>, <c>issues forecast</c> and <c>issues special</c> as an operator runs them.</summary>
public sealed class PreviewCommandTests : IAsyncLifetime
{
    private DigestBench Bench { get; } = new();

    private CommandLine Command { get; } = new();

    public async Task InitializeAsync()
    {
        await Bench.WithSectionsAsync("gear");
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        Command.Environment["Storage__Directory"] = Bench.Host.DataFolder;
    }

    public Task DisposeAsync()
    {
        Command.Dispose();
        Bench.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_shows_what_is_in_and_why_and_the_mail_itself()
    {
        // The program runs by the wall clock.
        var soon = TimeProvider.System.GetUtcNow().AddMinutes(5).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

        var summary = await Command.RunAsync("preview", "--subscriber", "reader1@example.org", "--at", soon, "--why", "boots");
        var raw = await Command.RunAsync("preview", "--subscriber", "reader1@example.org", "--at", soon, "--form", "raw");

        Assert.Equal(0, summary.Code);
        Assert.Matches("^due\t[0-9T:Z-]+\tBoots\t[0-9]+ bytes\nin\tgear\tfull\tBoots\tnew in gear", summary.Output);
        Assert.Contains("\nwhy\tBoots\tnew in gear", summary.Output, StringComparison.Ordinal);
        Assert.Equal(0, raw.Code);
        Assert.Contains("To: reader1@example.org", raw.Output, StringComparison.Ordinal);
        Assert.Empty(await Bench.MessagesAsync());
    }

    [Fact]
    public async Task What_cannot_be_looked_at_is_one_line()
    {
        var past = await Command.RunAsync("preview", "--subscriber", "reader1@example.org", "--at", "2000-01-01T07:00");
        var nobody = await Command.RunAsync("preview", "--subscriber", "nobody@example.org", "--at", "2026-12-01T07:00");
        var usage = await Command.RunAsync("preview", "--subscriber", "reader1@example.org");

        Assert.Equal((1, 1, 2), (past.Code, nobody.Code, usage.Code));
        Assert.StartsWith("--at: must be a time", past.Errors, StringComparison.Ordinal);
        Assert.Equal("there is no reader of that address\n", nobody.Errors);
    }

    [Fact]
    public async Task The_forecast_and_a_special_edition_have_verbs()
    {
        var forecast = await Command.RunAsync("issues", "forecast");
        var special = await Command.RunAsync("issues", "special", "--section", "gear", "--subject", "Winter", "--article", "boots");
        var refused = await Command.RunAsync("issues", "special", "--section", "gear", "--subject", "Winter", "--article", "nothing");

        Assert.Equal((0, 0, 1), (forecast.Code, special.Code, refused.Code));
        Assert.EndsWith("each\t0\n", forecast.Output, StringComparison.Ordinal);

        // The slot of March, now, and each at seven o'clock in the week that begins with this hour.
        var slots = TimeProvider.System.GetUtcNow().Hour == 7 ? 6 : 7;
        Assert.Equal(1 + slots, forecast.Output.Split('\n').Count(line => line.EndsWith("\t1", StringComparison.Ordinal)));
        Assert.Equal("articles: 'nothing' is no visible, announced article of the section\n", refused.Errors);
        await Bench.QueueSpecialsAsync();
        Assert.Equal("Winter", Assert.Single(await Bench.SendAllAsync()).Subject);
    }
}
