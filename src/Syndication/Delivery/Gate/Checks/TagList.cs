namespace Syndication.Delivery.Gate.Checks;

/// <summary>Records of the form <c>v=DKIM1; k=rsa; p=…</c> (RFC 6376, section 3.2).</summary>
internal static class TagList
{
    /// <summary>The tags by their names; the first of a name counts.</summary>
    public static IReadOnlyDictionary<string, string> Read(string record)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in record.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var cut = part.IndexOf('=', StringComparison.Ordinal);
            if (cut > 0)
                tags.TryAdd(part[..cut].Trim().ToLowerInvariant(), part[(cut + 1)..].Trim());
        }

        return tags;
    }
}
