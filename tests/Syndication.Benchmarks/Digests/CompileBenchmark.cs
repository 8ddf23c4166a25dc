using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Benchmarks.Feeds;
using Syndication.Digests;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Benchmarks.Digests;

/// <summary>One issue of forty articles, from the store to both rendered parts within the byte budget.</summary>
internal static class CompileBenchmark
{
    public const double Bar = 20;

    private const int Articles = 40;
    private const int Sections = 4;
    private const int Words = 620;

    // By then the runtime has compiled what is hot for the last time, in the background: measured by hundreds, nothing falls any more.
    private const int WarmUps = 400;
    private const int Samples = 200;

    /// <summary>Milliseconds of each sample, processor time of one in the mean, and the size of the issue.</summary>
    public static async Task<(IReadOnlyList<double> Milliseconds, double Cpu, int Bytes)> RunAsync(string folder, CancellationToken ct)
    {
        using var host = await PlanningHost.OpenAsync(folder, ct);
        var store = host.Services.GetRequiredService<SectionStore>();
        for (var i = 0; i < Sections; i++)
            await store.PutAsync(new SectionSlug($"section-{i}"), $"Section {i}", section => section.Note = "A standing note.", ct);
        for (var i = 0; i < Articles; i++)
            await Archive.PublishAsync(host.Services, Article(i), ct);
        var all = (await store.AllAsync(ct)).ToDictionary(section => section.Slug);
        var wanted = new List<(ArticleId, SectionSlug)>();
        foreach (var section in all.Keys)
        {
            var latest = await host.Services.GetRequiredService<ArticleStore>().LatestAsync(Scope.Section(section), Articles, ct);
            wanted.AddRange(latest.Select(article => (article.Id, section)));
        }

        var samples = new List<double>(Samples);
        var bytes = 0;
        var cpu = TimeSpan.Zero;
        for (var i = 0; i < WarmUps + Samples; i++)
        {
            if (i == WarmUps)
                cpu = Environment.CpuUsage.TotalTime;
            var started = Stopwatch.GetTimestamp();
            var candidates = await host.Services.GetRequiredService<IssueStore>().ShownAsync(wanted, all, ct);
            var compiled = host
                .Services.GetRequiredService<IssueCompiler>()
                .Compile(Frame(all.Values), candidates, beyond: 0, keepAll: false);
            if (i >= WarmUps)
                samples.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (compiled.Taken != Articles)
                throw new InvalidOperationException($"Only {compiled.Taken} of {Articles} articles are in the issue.");
            bytes = compiled.Bytes;
        }

        return (samples, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Samples, bytes);
    }

    private static ArticleContent Article(int number) =>
        Archive.Article($"section-{number % Sections}", number, SteppedClock.Start.AddMinutes(-number), Words) with
        {
            Announce = true,
            Image = new ArticleImage(
                $"https://example.org/pictures/{number}.jpg",
                "Moorings in the old harbour at low tide",
                Width: 1200,
                Height: 800
            ),
        };

    private static Edition Frame(IEnumerable<Section> sections) =>
        new()
        {
            PublicId = "benchmark",
            Format = MailFormat.Html,
            Layout = MailLayout.Full,
            Language = "en",
            Date = DateOnly.FromDateTime(SteppedClock.Start.Date),
            Sections = [.. sections],
            Articles = [],
            More = 0,
        };
}
