namespace Syndication.Feeds.Limits;

/// <summary>
/// How much work one network may ask for: a search, a name that is not known, an archive that has to be rendered. Answers that are in
/// memory cost nothing and are never refused.
/// </summary>
public sealed class LimitOptions
{
    /// <summary>Pieces of work at once after a quiet time; 10 to 1000000.</summary>
    public int Burst { get; set; } = 600;

    /// <summary>Pieces of work a minute for as long as it goes on; 1 to 60000.</summary>
    public int PerMinute { get; set; } = 600;
}
