using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Syndication.Storage.Postgres;

/// <summary>Registers the store on a server.</summary>
internal static class PostgresSetup
{
    private const int StatementsKept = 200;

    public static void AddPostgres(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            NpgsqlDataSource.Create(Prepared(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString!))
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

    /// <summary>
    /// The server plans a statement that comes again and again once for each connection: planning the ledger's takes it longer than running them.
    /// A connection string that says otherwise (for a pooler that cannot have it) is left as it is.
    /// </summary>
    private static NpgsqlConnectionStringBuilder Prepared(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Max Auto Prepare"))
            settings.MaxAutoPrepare = StatementsKept;
        return settings;
    }
}
