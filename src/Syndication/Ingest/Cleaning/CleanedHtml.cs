namespace Syndication.Ingest.Cleaning;

/// <summary>What the cleaner made of a body.</summary>
/// <param name="Html">Safe HTML with absolute addresses; empty where nothing for readers was left.</param>
/// <param name="Removed">What was taken out, by kind, with how often.</param>
/// <param name="Refusal">The rule that the input breaks; null where it was cleaned.</param>
internal sealed record CleanedHtml(string Html, IReadOnlyDictionary<string, int> Removed, string? Refusal = null)
{
    /// <summary>Input that must not be built into a document at all.</summary>
    public static CleanedHtml Refused(string rule) => new("", new Dictionary<string, int>(StringComparer.Ordinal), rule);
}
