using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Syndication.Storage.Postgres;
using Syndication.Storage.Sqlite;

namespace Syndication.Storage;

/// <summary>Registers the store.</summary>
public static class StorageSetup
{
    /// <summary>The store, its keys and its preparation; first among the features, so that it is ready before they start.</summary>
    public static void AddStorage(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptions<StorageOptions>().BindConfiguration("Storage").ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<DataDirectory>();
        services.AddSingleton<WriteGate>();
        services.AddSingleton<StoreChanges>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<Database>();
        services.AddSingleton<StorePreparation>();
        services.AddHostedService<StorageHosting>();
        // What is neither is told of where all settings are checked.
        if (
            Enum.TryParse<StorageProvider>(builder.Configuration["Storage:Provider"], ignoreCase: true, out var provider)
            && provider is StorageProvider.Postgres
        )
            services.AddPostgres();
        else
            services.AddSqlite();
    }
}
