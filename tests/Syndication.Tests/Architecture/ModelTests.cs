using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.Tests.Architecture;

public sealed class ModelTests : IDisposable
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
    public async Task The_store_is_in_WAL_mode_and_forgets_no_commit()
    {
        await using var db = host.Services.GetRequiredService<Func<PublicationDb>>()();

        Assert.Equal("wal", (await db.Database.SqlQueryRaw<string>("PRAGMA journal_mode").ToListAsync())[0]);
        Assert.Equal(2, (await db.Database.SqlQueryRaw<int>("PRAGMA synchronous").ToListAsync())[0]);
        Assert.Equal(5000, (await db.Database.SqlQueryRaw<int>("PRAGMA busy_timeout").ToListAsync())[0]);
    }

    public void Dispose() => host.Dispose();
}
