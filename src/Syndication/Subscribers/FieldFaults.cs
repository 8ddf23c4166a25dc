namespace Syndication.Subscribers;

/// <summary>What is wrong with what was sent, by field.</summary>
internal sealed class FieldFaults
{
    private readonly SortedDictionary<string, List<string>> faults = new(StringComparer.Ordinal);

    public bool Any => faults.Count > 0;

    public bool Has(string field) => faults.ContainsKey(field);

    public bool HasBelow(string group) => faults.Keys.Any(field => field.StartsWith(group, StringComparison.Ordinal));

    /// <param name="field">The field's name as it was sent.</param>
    /// <param name="rule">The rule it breaks, as the rest of a sentence.</param>
    public void Add(string field, string rule)
    {
        if (!faults.TryGetValue(field, out var rules))
            faults[field] = rules = [];
        rules.Add(rule);
    }

    public Dictionary<string, string[]> ToDictionary() =>
        faults.ToDictionary(fault => fault.Key, fault => fault.Value.ToArray(), StringComparer.Ordinal);
}
