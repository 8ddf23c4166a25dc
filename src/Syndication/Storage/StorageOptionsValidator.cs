using Microsoft.Extensions.Options;
using Npgsql;

namespace Syndication.Storage;

/// <summary>Checks <see cref="StorageOptions"/> before the host listens. No line repeats the connection string: it may hold a password.</summary>
public sealed class StorageOptionsValidator : IValidateOptions<StorageOptions>
{
    private const string Key = "Storage:ConnectionString";

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var lines = new List<string>();
        if (string.IsNullOrWhiteSpace(options.Directory))
            lines.Add("Storage:Directory: must name a folder.");
        if (!Enum.IsDefined(options.Provider))
            lines.Add($"Storage:Provider: {options.Provider} is not one of {string.Join(", ", Enum.GetNames<StorageProvider>())}.");
        else if (options.Provider is StorageProvider.Postgres && FaultOf(options.ConnectionString) is { } fault)
            lines.Add(fault);
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }

    private static string? FaultOf(string? connection)
    {
        if (string.IsNullOrWhiteSpace(connection))
            return $"{Key}: is needed where Storage:Provider is Postgres, such as Host=db;Database=syndication;Username=syndication.";
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connection).Host) ? $"{Key}: names no Host." : null;
        }
        catch (ArgumentException)
        {
            return $"{Key}: is no connection string of PostgreSQL, such as Host=db;Database=syndication;Username=syndication.";
        }
    }
}
