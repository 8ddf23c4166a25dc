namespace Syndication.Benchmarks.Chaos;

/// <summary>How long a scenario waits for what must come.</summary>
internal static class Patience
{
    /// <summary>For the next message of a service that runs or starts, on a machine that has other things to do.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(60);

    /// <summary>For a store's last message, where other nodes have to find first that one is dead (60 s without a beat, seen at a beat).</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(5);

    /// <summary>ASP.NET Core's own limit for a stop, and the process's end.</summary>
    public static readonly TimeSpan Stopping = TimeSpan.FromSeconds(35);
}
