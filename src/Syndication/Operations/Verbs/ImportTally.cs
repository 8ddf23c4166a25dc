using System.Globalization;
using Syndication.Ingest.Imports;

namespace Syndication.Operations.Verbs;

/// <summary>What an import came to.</summary>
internal sealed class ImportTally
{
    private readonly Dictionary<ImportedOutcome, int> outcomes = [];
    private readonly SortedDictionary<string, int> unmapped = new(StringComparer.Ordinal);

    /// <summary>Pieces so far.</summary>
    public int Count => outcomes.Sum(outcome => outcome.Value);

    public bool HasFaults => outcomes.ContainsKey(ImportedOutcome.Refused);

    /// <summary>Counts a piece.</summary>
    public void Add(ImportedItem item)
    {
        if (item.Outcome is not ImportedOutcome.Noted)
            outcomes[item.Outcome] = outcomes.GetValueOrDefault(item.Outcome) + 1;
        foreach (var (kind, count) in item.Unmapped)
            unmapped[kind] = unmapped.GetValueOrDefault(kind) + count;
    }

    /// <summary>How many of which outcome, and what had no place here.</summary>
    public IEnumerable<string> Lines(bool isDryRun)
    {
        foreach (var (kind, count) in unmapped)
            yield return Text($"no place for: {kind} ({count})");
        var counts = new List<string>();
        if (isDryRun)
            Say("would be stored", ImportedOutcome.Readable);
        else
        {
            Say("created", ImportedOutcome.Created);
            Say("revised", ImportedOutcome.Revised);
        }

        Say("unchanged", ImportedOutcome.Unchanged);
        Say("refused", ImportedOutcome.Refused);
        if (Of(ImportedOutcome.Withdrawn) + Of(ImportedOutcome.PassedOver) > 0)
        {
            Say("withdrawn", ImportedOutcome.Withdrawn);
            Say("taken back that never was here", ImportedOutcome.PassedOver);
        }

        yield return string.Join(", ", counts);
        if (isDryRun)
            yield return "a dry run: nothing was changed";

        void Say(string what, ImportedOutcome outcome) => counts.Add(Text($"{Of(outcome)} {what}"));
    }

    private int Of(ImportedOutcome outcome) => outcomes.GetValueOrDefault(outcome);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
