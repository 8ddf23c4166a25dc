using Syndication.Ingest.Sources.Hubs;

namespace Syndication.Ingest.Sources;

/// <summary>A source as operators see it.</summary>
internal sealed record SourceView
{
    public required string Name { get; init; }

    /// <summary>feed, wordpress or ans.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it is asked, without its query: keys are in there.</summary>
    public required string Address { get; init; }

    /// <summary>Where it was configured to be, where that is another place.</summary>
    public string? Configured { get; init; }

    public string? Section { get; init; }

    /// <summary>waiting (never asked), well, failing, ended or fetching.</summary>
    public required string State { get; init; }

    public DateTimeOffset? NextFetchAt { get; init; }

    /// <summary>Seconds between two fetches by what it brought so far.</summary>
    public long? IntervalSeconds { get; init; }

    public int Failures { get; init; }

    public DateTimeOffset? LastFetchAt { get; init; }

    /// <summary>What the last fetch came to.</summary>
    public SourceOutcome? Outcome { get; init; }

    public int? Status { get; init; }

    public string? Reason { get; init; }

    /// <summary>Where it says that it moved to, before it was confirmed often enough.</summary>
    public string? MovingTo { get; init; }

    /// <summary>Its hub; null: it names none.</summary>
    public SourceHubView? Hub { get; init; }

    /// <summary>The last document that it brought; null: none yet.</summary>
    public SourceReport? LastDocument { get; init; }
}

/// <summary>A subscription at a source's hub.</summary>
internal sealed record SourceHubView(string Address, SourceHubState State, DateTimeOffset? LeaseEndsAt, DateTimeOffset? PushedAt);
