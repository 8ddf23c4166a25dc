namespace Syndication.Subscribers.Lists;

/// <summary>What became, or on a dry run would become, of a list.</summary>
/// <param name="Import">The counts; on a dry run its number is 0.</param>
/// <param name="DryRun">Whether nothing was changed.</param>
/// <param name="Plan">The plan of those who brought none, as sections and how often.</param>
/// <param name="Faults">The first rows that something is wrong with.</param>
public sealed record ListReport(ListImport Import, bool DryRun, IReadOnlyDictionary<string, string> Plan, IReadOnlyList<ListFault> Faults);
