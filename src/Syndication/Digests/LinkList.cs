namespace Syndication.Digests;

/// <summary>Numbers the links of a text part in the order in which they are met; the same address keeps its number.</summary>
/// <param name="shown">What an address is listed as.</param>
internal sealed class LinkList(Func<string, string> shown)
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    /// <summary>Lists addresses as they are.</summary>
    public LinkList()
        : this(address => address) { }

    /// <summary>The address's number, from 1.</summary>
    public int Number(string address)
    {
        if (!numbers.TryGetValue(address, out var number))
            numbers[address] = number = numbers.Count + 1;
        return number;
    }

    /// <summary>The list at the end of the text.</summary>
    public IReadOnlyList<string> Lines => [.. numbers.Select(pair => $"[{pair.Value}] {shown(pair.Key)}")];
}
