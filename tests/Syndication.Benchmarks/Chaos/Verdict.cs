namespace Syndication.Benchmarks.Chaos;

/// <summary>What a scenario found: its figures, and each promise that was not kept.</summary>
internal sealed class Verdict(string scenario, StoreKind store)
{
    private readonly List<string> faults = [];

    public string Scenario => scenario;

    public StoreKind Store => store;

    /// <summary>How many messages were queued.</summary>
    public long Messages { get; set; }

    /// <summary>How often something was done to the service.</summary>
    public int Blows { get; set; }

    /// <summary>Messages that were queued, should have been taken by the sink and were not.</summary>
    public int Lost { get; set; }

    /// <summary>Messages that the sink took beyond the first of the same Message-ID.</summary>
    public int Repeats { get; set; }

    /// <summary>How many repeats may be; what is more is a fault.</summary>
    public int MostRepeats { get; set; }

    /// <summary>How often the ledger said that it does not know.</summary>
    public int Doubts { get; set; }

    /// <summary>The longest time from a start of the service to the next message at the sink; null: none was started again.</summary>
    public TimeSpan? Resumed { get; set; }

    public TimeSpan Took { get; set; }

    /// <summary>Each promise that was not kept, in words.</summary>
    public IReadOnlyList<string> Faults => faults;

    /// <summary>Notes a promise.</summary>
    /// <param name="kept">Whether it was kept.</param>
    /// <param name="words">What to say when it was not.</param>
    public void Hold(bool kept, string words)
    {
        if (!kept)
            faults.Add(words);
    }

    /// <summary>Notes how long a start took to send.</summary>
    public void Resume(TimeSpan took)
    {
        if (Resumed is null || took > Resumed)
            Resumed = took;
    }
}
