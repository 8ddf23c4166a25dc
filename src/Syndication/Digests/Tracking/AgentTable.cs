namespace Syndication.Digests.Tracking;

/// <summary>What is known of user agents that follow links for somebody else: <c>agents.tsv</c>.</summary>
internal sealed class AgentTable
{
    private const string Resource = "digests/agents.tsv";

    private readonly List<(HitSource Source, string Part)> rows;

    private AgentTable(List<(HitSource, string)> rows) => this.rows = rows;

    /// <summary>The table of this program.</summary>
    public static AgentTable Known { get; } = Load();

    /// <summary>Whose an agent is: the first row that is in it decides. Nobody browses without a name.</summary>
    public HitSource Of(string agent)
    {
        if (string.IsNullOrWhiteSpace(agent))
            return HitSource.Scanner;
        foreach (var (source, part) in rows)
        {
            if (
                part[0] == '='
                    ? agent.Equals(part[1..], StringComparison.Ordinal)
                    : agent.Contains(part, StringComparison.OrdinalIgnoreCase)
            )
                return source;
        }

        return HitSource.Person;
    }

    private static AgentTable Load()
    {
        using var stream =
            typeof(AgentTable).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"no {Resource}");
        using var reader = new StreamReader(stream);
        var known = new List<(HitSource, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#' && line.Split('\t') is [var source, var part])
                known.Add((Enum.Parse<HitSource>(source, ignoreCase: true), part));
        }

        return new AgentTable(known);
    }
}

/// <summary>Who followed a link.</summary>
internal enum HitSource
{
    /// <summary>Nothing says that it was not a person.</summary>
    Person = 0,

    /// <summary>A program that looks whether a link is safe, or what is behind it.</summary>
    Scanner = 1,

    /// <summary>A mailbox provider that fetches pictures for its users.</summary>
    Proxy = 2,
}
