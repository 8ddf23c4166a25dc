namespace Syndication.Storage;

/// <summary>Whose turn it is when several wait to write.</summary>
public enum WritePriority
{
    /// <summary>The delivery ledger: a connection to a relay stands still until its commit.</summary>
    Ledger,

    /// <summary>Everything else.</summary>
    Normal,
}
