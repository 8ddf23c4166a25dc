namespace Syndication.Tests.Support;

/// <summary>The store that hosts of this project run on: a new SQLite file each. The same tests run on PostgreSQL in Syndication.ScaleOut.Tests.</summary>
internal sealed class TestStore : IDisposable
{
    /// <summary>The settings that lead a host to its store.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public void Dispose() { }
}
