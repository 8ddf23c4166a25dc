using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Syndication.Storage.Postgres;

/// <summary>Registers the store on a server.</summary>
internal static class PostgresSetup
{
    private const int StatementsKept = 200;

    // In milliseconds. Less than the others wait for a node before they bury it (WorkerRegistry.Expiry).
    private const int LongestIdling = 20_000;

    public static void AddPostgres(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
            NpgsqlDataSource.Create(Settings(provider.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString!))
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
    /// It ends a session that falls silent in the middle of a transaction: a node that is frozen there, or whose machine is gone, holds locks that
    /// all others wait for, and none of ours has anything to wait for there but the server.
    /// A connection string that says otherwise (for a pooler that cannot have it) is left as it is.
    /// </summary>
    private static NpgsqlConnectionStringBuilder Settings(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString);
        if (!settings.ShouldSerialize("Options"))
            settings.Options = $"-c idle_in_transaction_session_timeout={LongestIdling}";
        if (!settings.ShouldSerialize("Max Auto Prepare"))
            settings.MaxAutoPrepare = StatementsKept;
        return settings;
    }
}
