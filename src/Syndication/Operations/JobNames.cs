namespace Syndication.Operations;

/// <summary>Names of the jobs that are also woken out of turn.</summary>
internal static class JobNames
{
    /// <summary>Embargoes, expiry, planning.</summary>
    public const string Plan = "plan";

    /// <summary>The senders.</summary>
    public const string WakeSenders = "wake-senders";
}
