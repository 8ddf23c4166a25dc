using System.Collections.Concurrent;
using Syndication.Delivery.Gate;

namespace Syndication.Tests.Support;

/// <summary>Answers from a file under <c>Samples/Delivery/Gate</c>: a record a line, kind, name and value. What is not there does not exist.</summary>
internal sealed class RecordedDns(string zone) : IDnsAnswers
{
    private ILookup<(DnsKind, string), string> records = Read(zone);

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    /// <summary>Names that no server answers for; <c>*</c>: none at all.</summary>
    public HashSet<string> Silent { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers from another file from now on.</summary>
    public void Become(string other) => records = Read(other);

    public Task<DnsAnswer> AskAsync(DnsKind kind, string name, CancellationToken ct)
    {
        Asked.Enqueue(name);
        if (Silent.Contains("*") || Silent.Contains(name))
            return Task.FromResult<DnsAnswer>(new DnsAnswer.Silent("no answer in time"));
        List<string> found = [.. records[(kind, name)]];
        return Task.FromResult<DnsAnswer>(found.Count > 0 ? new DnsAnswer.Found(found) : new DnsAnswer.Absent());
    }

    private static ILookup<(DnsKind, string), string> Read(string zone) =>
        File.ReadLines(Path.Combine(Golden.Folder, "Delivery", "Gate", zone))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 3))
            .ToLookup(
                record => (Kind(record[0]), record[1]),
                record => record[0] == "MX" ? record[2].Split(' ')[1].TrimEnd('.') : record[2]
            );

    private static DnsKind Kind(string name) =>
        name switch
        {
            "TXT" => DnsKind.Text,
            "MX" => DnsKind.MailExchange,
            "A" => DnsKind.Address,
            "PTR" => DnsKind.Pointer,
            _ => throw new FormatException($"'{name}' is no kind of record."),
        };
}
