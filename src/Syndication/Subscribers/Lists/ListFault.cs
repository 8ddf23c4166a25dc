namespace Syndication.Subscribers.Lists;

/// <summary>What is wrong with a row of a list; never holds what stood there.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Field">The field.</param>
/// <param name="Rule">The rule that it breaks, as the rest of a sentence.</param>
public sealed record ListFault(long Line, string Field, string Rule);
