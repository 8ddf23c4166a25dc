namespace Syndication.Benchmarks.Digests;

/// <summary>A day that passes as fast as it is worked off; durations are measured by the real clock.</summary>
internal sealed class SteppedClock : TimeProvider
{
    /// <summary>Tuesday, 3 March 2026, 00:00 UTC.</summary>
    public static readonly DateTimeOffset Start = new(2026, 3, 3, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; set; } = Start;

    public override DateTimeOffset GetUtcNow() => Now;
}
