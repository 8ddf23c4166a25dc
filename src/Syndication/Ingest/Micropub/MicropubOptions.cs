namespace Syndication.Ingest.Micropub;

/// <summary>What clients that speak Micropub leave open.</summary>
public sealed class MicropubOptions
{
    /// <summary>Section of posts that name none; empty: such posts are refused with the list of those that there are.</summary>
    public string Section { get; set; } = "";
}
