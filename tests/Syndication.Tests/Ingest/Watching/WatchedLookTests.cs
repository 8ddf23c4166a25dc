using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Ingest.Watching;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Watching;

/// <summary>What a look at a watched folder costs: what lies in it, and not what ever lay there.</summary>
public sealed class WatchedLookTests : IDisposable
{
    private readonly RecordingHost host = new();

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("false")]
    [InlineData("true")]
    public async Task A_look_reads_nothing_of_files_that_were_put_away_or_withdrawn(string withdraw)
    {
        host.Settings["Ingest:Folder:Path"] = "drop";
        host.Settings["Ingest:Folder:Withdraw"] = withdraw;
        await host.AddSectionAsync("gear", "Gear");
        var folder = Directory.CreateDirectory(Path.Combine(host.DataFolder, "drop")).FullName;
        await RememberAsync(files: 2000);
        await File.WriteAllTextAsync(Path.Combine(folder, "one.md"), "---\ntitle: One\nsection: gear\n---\nIt boils.");
        await LookAsync();
        await LookAsync();
        host.Forget();

        await LookAsync();

        var asked = host.Queries.FindAll(query => query.Sql.Contains("WatchedFiles", StringComparison.Ordinal));
        Assert.Equal(withdraw == "true" ? 2 : 1, asked.Count);
        Assert.All(asked.SelectMany(host.Explain), step => Assert.DoesNotContain("SCAN w", step, StringComparison.OrdinalIgnoreCase));
    }

    private async Task LookAsync()
    {
        await host.Services.GetRequiredService<FolderJobs>().LookAsync(CancellationToken.None);
        host.Clock.Advance(TimeSpan.FromSeconds(5));
    }

    private Task RememberAsync(int files) =>
        host.Database.WriteAsync(
            (db, _) =>
            {
                for (var n = 0; n < files; n++)
                    db.Add(
                        new WatchedFile
                        {
                            Path = n.ToString("D6", CultureInfo.InvariantCulture) + ".md",
                            Outcome = WatchedOutcome.Withdrawn,
                            ReadAt = host.Clock.GetUtcNow(),
                        }
                    );
                return Task.CompletedTask;
            },
            CancellationToken.None
        );
}
