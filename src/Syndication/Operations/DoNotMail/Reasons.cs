using Syndication.Delivery;

namespace Syndication.Operations.DoNotMail;

/// <summary>Reasons of suppressions by their names here.</summary>
internal static class Reasons
{
    public static readonly IReadOnlyList<string> Words = [.. Enum.GetValues<SuppressionReason>().Select(SuppressionDesk.WordOf)];

    public static string Rule => "must be one of " + string.Join(", ", Words);

    /// <summary>The reason of a name; null: it is none.</summary>
    public static SuppressionReason? Read(string word) =>
        Enum.GetValues<SuppressionReason>()
            .Where(reason => string.Equals(SuppressionDesk.WordOf(reason), word, StringComparison.Ordinal))
            .Select(reason => (SuppressionReason?)reason)
            .FirstOrDefault();
}
