using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Articles.Search;
using Syndication.Ingest;
using Syndication.Ingest.Pictures;
using Syndication.Ingest.Sameness;
using Syndication.Storage;
using Syndication.Tests.Feeds;
using Syndication.Tests.Support;

namespace Syndication.Tests.Articles;

/// <summary>What is added without EF is what EF reads, column by column.</summary>
public sealed class NewRowsTests : IDisposable
{
    private readonly SyndicationHost host = new();

    [Fact]
    public async Task Rows_that_are_taken_out_and_added_again_are_what_they_were()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Rich());
        await host.PublishAsync(FeedFixture.Plain("Plain") with { Draft = true, Slug = "plain" });
        await TakeInAsync();

        await AssertSameAsync<RevisionRow>(3);
        await AssertSameAsync<BylineRow>(2);
        await AssertSameAsync<TaggingRow>(2);
        await AssertSameAsync<PlacementRow>(5);
        await AssertSameAsync<MembershipRow>(4);
        await AssertSameAsync<SearchEntryRow>(2);
        await AssertSameAsync<ArticleSource>(1);
        await AssertSameAsync<PrintRow>(1);
        await AssertSameAsync<PictureRow>(1);
        await AssertSameAsync<ArticleRow>(3);
    }

    public void Dispose() => host.Dispose();

    private async Task TakeInAsync()
    {
        var intake = host.Services.GetRequiredService<ArticleIntake>();
        var check = host.Services.GetRequiredService<DocumentCheck>();
        var document = new ArticleDocument
        {
            Title = "A kettle",
            Section = "gear",
            BodyHtml = "<p>It boils.</p>",
            Image = new ImageDocument { Url = "https://images.example.org/kettle.jpg" },
        };
        var reading = check.Check(document, await intake.ContextAsync(CancellationToken.None), []);
        await host.Database.WriteAsync((db, ct) => intake.StoreAsync(db, "wire", "1", reading, ct), CancellationToken.None);
    }

    private async Task AssertSameAsync<T>(int count)
        where T : class
    {
        var before = await ReadAsync<T>();
        await host.Database.WriteAsync(
            async (db, ct) =>
            {
                await db.Set<T>().ExecuteDeleteAsync(ct);
                await NewRows.AddAsync(db, before, ct);
            },
            CancellationToken.None
        );

        Assert.Equal(count, before.Count);
        Assert.Equal(Texts(before), Texts(await ReadAsync<T>()));
    }

    private Task<List<T>> ReadAsync<T>()
        where T : class => host.Database.ReadAsync((db, ct) => db.Set<T>().AsNoTracking().ToListAsync(ct), CancellationToken.None);

    private static IEnumerable<string> Texts<T>(List<T> rows) =>
        rows.Select(row => JsonSerializer.Serialize(row)).Order(StringComparer.Ordinal);
}
