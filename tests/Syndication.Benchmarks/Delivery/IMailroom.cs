using System.Data.Common;

namespace Syndication.Benchmarks.Delivery;

/// <summary>A store that is filled once, and copied for each run.</summary>
internal interface IMailroom
{
    /// <summary>As the table calls it.</summary>
    string Name { get; }

    /// <summary>A new, empty store, or a copy of another.</summary>
    Task CreateAsync(string store, string? copyOf, CancellationToken ct);

    /// <summary>Deletes a store.</summary>
    Task DropAsync(string store, CancellationToken ct);

    /// <summary>The host's settings for a store.</summary>
    IReadOnlyDictionary<string, string> SettingsOf(string store);

    /// <summary>A connection that the host knows nothing of.</summary>
    Task<DbConnection> OpenAsync(string store, CancellationToken ct);

    /// <summary>The numbers from 1 on, as a table <c>n(i)</c> for a WITH clause.</summary>
    string Numbers(int count);

    /// <summary>16 bytes that differ from row to row.</summary>
    string Handle { get; }
}
