using System.Data.Common;

namespace Syndication.Storage;

/// <summary>Tells a store that cannot be read just now from a fault of ours.</summary>
public static class StoreFaults
{
    /// <summary>Whether the fault is the store's: busy, cut off, full or broken.</summary>
    /// <remarks>Providers wrap what they hold to be transient in an exception of their own.</remarks>
    public static bool IsUnreadable(Exception fault) => IsOfStore(fault) || (fault.InnerException is { } inner && IsOfStore(inner));

    private static bool IsOfStore(Exception fault) => fault is DbException or TimeoutException;
}
