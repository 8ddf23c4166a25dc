using Microsoft.EntityFrameworkCore;

namespace Syndication.Storage.Sqlite;

/// <summary>Registers the store in a file.</summary>
internal static class SqliteSetup
{
    public static void AddSqlite(this IServiceCollection services)
    {
        services.AddPooledDbContextFactory<SqlitePublicationDb>(
            (provider, options) =>
                options
                    .UseSqlite($"Data Source={provider.GetRequiredService<DataDirectory>().StoreFile}")
                    .AddInterceptors(new SqlitePragmas())
                    .ConfigureWarnings(StoreWarnings.Configure)
        );
        services.AddSingleton<Func<PublicationDb>>(provider =>
            provider.GetRequiredService<IDbContextFactory<SqlitePublicationDb>>().CreateDbContext
        );
        services.AddSingleton<IStoreEngine, SqliteEngine>();
        services.AddHostedService<ForeignCommitWatcher>();
    }
}
