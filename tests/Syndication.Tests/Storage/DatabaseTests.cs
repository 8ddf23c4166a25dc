using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.Tests.Storage;

public sealed class DatabaseTests : IDisposable
{
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task A_write_that_throws_leaves_nothing_behind()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            host.Database.WriteAsync(
                async (db, ct) =>
                {
                    db.Add(new Section { Slug = new SectionSlug("half"), Name = "Half" });
                    await db.SaveChangesAsync(ct);
                    throw new InvalidOperationException("in the middle");
                },
                CancellationToken.None
            )
        );

        Assert.Equal(0, await host.Database.ReadAsync((db, ct) => db.Set<Section>().CountAsync(ct), CancellationToken.None));
    }

    [Fact]
    public async Task A_commit_of_another_process_is_noticed()
    {
        var changes = host.Services.GetRequiredService<StoreChanges>();
        await host.AddSectionAsync("gear", "Gear");
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        var seen = changes.Generation;

        await using (var other = new SqliteConnection($"Data Source={Path.Combine(host.DataFolder, "syndication.db")};Pooling=False"))
        {
            await other.OpenAsync();
            await using var command = other.CreateCommand();
            command.CommandText = "UPDATE Sections SET Name = 'Kit'";
            await command.ExecuteNonQueryAsync();
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        await changes.WaitAsync(seen, limit.Token);
        Assert.NotEqual(seen, changes.Generation);
    }

    [Fact]
    public async Task Commits_that_touch_nothing_published_are_no_change_of_content()
    {
        var changes = host.Services.GetRequiredService<StoreChanges>();
        await host.AddSectionAsync("gear", "Gear");
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        var (seen, content) = (changes.Generation, changes.ContentGeneration);

        await host.Database.WriteAsync(
            (db, ct) => db.Database.ExecuteSqlRawAsync("UPDATE \"SequenceCounter\" SET \"Last\" = \"Last\" + 1", ct),
            CancellationToken.None
        );
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);

        Assert.NotEqual(seen, changes.Generation);
        Assert.Equal(content, changes.ContentGeneration);
    }

    [Fact]
    public async Task A_change_of_content_by_another_process_is_noticed()
    {
        var changes = host.Services.GetRequiredService<StoreChanges>();
        await host.AddSectionAsync("gear", "Gear");
        await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        var content = changes.ContentGeneration;

        using (var verb = Verb())
            await verb
                .Services.GetRequiredService<SectionStore>()
                .PutAsync(new SectionSlug("gear"), "Kit", _ => { }, CancellationToken.None);

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (changes.ContentGeneration == content)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, limit.Token);
    }

    [Fact]
    public async Task A_second_server_of_the_same_store_is_refused()
    {
        using var second = ActivatorUtilities.CreateInstance<StorageHosting>(host.Services);

        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync(CancellationToken.None));

        Assert.Equal($"Storage:Directory: another process is serving from {host.DataFolder}; stop it first.", fault.Message);
    }

    [Fact]
    public async Task Writers_from_many_threads_all_succeed()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(number => host.AddSectionAsync($"s{number}", $"Section {number}")));

        var positions = (await host.Services.GetRequiredService<SectionStore>().AllAsync(CancellationToken.None)).Select(section =>
            section.Position
        );
        Assert.Equal(Enumerable.Range(0, 40), positions.Order());
    }

    public void Dispose() => host.Dispose();

    /// <summary>The store as a process beside the host has it.</summary>
    private IHost Verb()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = host.DataFolder });
        builder.Configuration["Storage:Directory"] = host.DataFolder;
        builder.AddStorage();
        builder.AddPublication();
        return builder.Build();
    }
}
