namespace Syndication.Tests.Support;

/// <summary>One command that the store was given.</summary>
public sealed record RecordedQuery(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters);
