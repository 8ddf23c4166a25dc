namespace Syndication.Benchmarks.Chaos;

/// <summary>What the service keeps its ledger in.</summary>
internal enum StoreKind
{
    Sqlite,
    Postgres,
}
