using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using Microsoft.Extensions.Options;
using Syndication.Storage;

namespace Syndication.Operations;

/// <summary>Where Hangfire keeps its jobs, as <c>Jobs:Provider</c> says.</summary>
internal static class JobStorages
{
    public static JobStorage Of(IServiceProvider services) =>
        services.GetRequiredService<IOptions<JobsOptions>>().Value.Provider is JobsProvider.Postgres
            ? Postgres(services.GetRequiredService<IOptions<StorageOptions>>().Value.ConnectionString!)
            : new InMemoryStorage();

    private static PostgreSqlStorage Postgres(string connection)
    {
        var options = new PostgreSqlStorageOptions
        {
            // A job that lives is never started a second time, however long it takes; one whose process died is, after the time.
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromMinutes(5),
            // A database that is down is a fault to be seen, not a mode to run in.
            AllowDegradedModeWithoutStorage = false,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options);
    }
}
