namespace Syndication.Delivery.Leases;

/// <summary>A change of one row that is compared and set: it happens only if the row is still as this worker left it.</summary>
/// <param name="Lease">The row and the fence.</param>
internal abstract record Transition(LeasedMessage Lease)
{
    /// <summary>Whether it tells of something that has happened, and so must be written however often that takes.</summary>
    public virtual bool MustBeWritten => true;
}
