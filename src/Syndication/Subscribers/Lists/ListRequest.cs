namespace Syndication.Subscribers.Lists;

/// <summary>How a list is to be taken over.</summary>
public sealed record ListRequest
{
    /// <summary>What to call it: the file's name.</summary>
    public required string Name { get; init; }

    /// <summary>The sections that its readers get, unless a row names its own; empty: all.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];

    /// <summary>How often, unless a row says so itself; null: the publication's default.</summary>
    public string? Cadence { get; init; }

    /// <summary>When consent was given, where a row does not say.</summary>
    public DateTimeOffset? ConsentAt { get; init; }

    /// <summary>How consent was given, where a row does not say; null: "moved from" and the system's name.</summary>
    public string? ConsentHow { get; init; }

    /// <summary>Whether to say what would change, and change nothing.</summary>
    public bool DryRun { get; init; }
}
