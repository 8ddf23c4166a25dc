using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Syndication.Storage.Postgres;

/// <summary>Registers the store on a server.</summary>
internal static class PostgresSetup
{
    public static void AddPostgres(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            NpgsqlDataSource.Create(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString!)
        );
        services.AddPooledDbContextFactory<PostgresPublicationDb>(
            (provider, options) =>
                options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>()).ConfigureWarnings(StoreWarnings.Configure)
        );
        services.AddSingleton<Func<PublicationDb>>(provider =>
            provider.GetRequiredService<IDbContextFactory<PostgresPublicationDb>>().CreateDbContext
        );
        services.AddSingleton<PostgresNode>();
        services.AddSingleton<IStoreEngine, PostgresEngine>();
        services.AddHostedService<PostgresCommitWatcher>();
    }
}
