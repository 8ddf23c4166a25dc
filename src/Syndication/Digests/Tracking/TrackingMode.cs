namespace Syndication.Digests.Tracking;

/// <summary>What a publisher has counted of what happens to a mail after it arrived. Whatever is counted is declared in the mail.</summary>
public enum TrackingMode
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>How often links are followed.</summary>
    Clicks = 1,

    /// <summary>That, and how often the mail is opened.</summary>
    ClicksAndOpens = 2,
}
