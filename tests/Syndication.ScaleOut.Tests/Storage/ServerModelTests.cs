using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.ScaleOut.Tests.Storage;

public sealed class ServerModelTests : IDisposable
{
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task The_migrations_are_what_the_model_says()
    {
        await using var db = host.Services.GetRequiredService<Func<PublicationDb>>()();

        Assert.False(db.Database.HasPendingModelChanges());
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
    }

    [Fact]
    public async Task Texts_are_ordered_by_code_point_whatever_the_servers_locale()
    {
        await host.AddSectionAsync("b-side", "b");
        await host.AddSectionAsync("a", "Z");
        await host.AddSectionAsync("a-side", "a");

        var names = await host.Database.ReadAsync(
            (db, ct) => db.Set<Section>().OrderBy(section => section.Name).Select(section => section.Name).ToListAsync(ct),
            CancellationToken.None
        );

        Assert.Equal(["Z", "a", "b"], names);
    }

    [Fact]
    public async Task What_one_writer_reads_stays_true_until_it_commits_whatever_the_others_do()
    {
        await host.AddSectionAsync("gear", "0");
        var writers = Enumerable
            .Range(0, 20)
            .Select(_ =>
                Task.Run(() =>
                    host.Database.WriteAsync(
                        async (db, ct) =>
                        {
                            var section = await db.Set<Section>().SingleAsync(ct);
                            section.Name = $"{int.Parse(section.Name) + 1}";
                        },
                        CancellationToken.None
                    )
                )
            );
        await Task.WhenAll(writers);

        var section = await host.Services.GetRequiredService<SectionStore>().FindAsync(new("gear"), CancellationToken.None);
        Assert.Equal("20", section!.Name);
    }

    public void Dispose() => host.Dispose();
}
