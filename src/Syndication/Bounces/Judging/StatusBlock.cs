namespace Syndication.Bounces.Judging;

/// <summary>Fields that stand together in a delivery report: about the message, or about one recipient.</summary>
internal sealed class StatusBlock
{
    private readonly Dictionary<string, List<string>> fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The recipient by its first field that names one, or null.</summary>
    public string? Recipient => AddressIn("Final-Recipient") ?? Original ?? AddressIn("X-Actual-Recipient");

    /// <summary>The address that the sender gave.</summary>
    public string? Original => AddressIn("Original-Recipient") ?? AddressIn("Original-Rcpt-To");

    public bool IsEmpty => fields.Count == 0;

    /// <summary>Whether it is about a recipient.</summary>
    public bool NamesRecipient => Has("Final-Recipient") || Has("Original-Recipient");

    /// <summary>Lower case, without comments: <c>failed</c>.</summary>
    public string Action => this["Action"].Trim().Split([' ', '(', ';'], 2)[0].ToLowerInvariant();

    /// <summary>All values of the field, joined; empty where there is none.</summary>
    public string this[string field] => fields.TryGetValue(field, out var values) ? string.Join(' ', values) : "";

    public bool Has(string field) => fields.ContainsKey(field);

    public IReadOnlyList<string> All(string field) => fields.TryGetValue(field, out var values) ? values : [];

    public void Add(string field, string value)
    {
        if (!fields.TryGetValue(field, out var values))
            fields[field] = values = [];
        if (values.Count < 100)
            values.Add(value.Trim());
    }

    public void Continue(string field, string line)
    {
        if (fields.TryGetValue(field, out var values))
            values[^1] += " " + line.Trim();
    }

    // "rfc822; a@example.org", "utf-8; \x{1F408}@example.org", "<a@example.org>" without a type; an X.400 name or a pipe is no address.
    private string? AddressIn(string field)
    {
        foreach (var value in All(field))
        {
            var end = value.IndexOf(';', StringComparison.Ordinal);
            var address = end < 0 ? value : value[(end + 1)..];
            if (value.StartsWith("utf-8", StringComparison.OrdinalIgnoreCase))
                address = XText.Decode(address);
            if (AddressScan.Only(address) is { } only)
                return only;
        }

        return null;
    }
}
