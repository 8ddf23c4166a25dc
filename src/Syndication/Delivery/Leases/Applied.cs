namespace Syndication.Delivery.Leases;

/// <summary>What came of a transition.</summary>
internal enum Applied
{
    /// <summary>It is committed, but the row was no longer as expected: somebody else's change stands.</summary>
    Lost,

    /// <summary>It is committed.</summary>
    Won,

    /// <summary>The store could not commit it; the row is as it was.</summary>
    NotWritten,
}
