using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Syndication.Storage;

/// <summary>Tells a store that cannot be read just now from a fault of ours.</summary>
public static class StoreFaults
{
    // BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN and NOTADB (sqlite.org/rescode.html): the provider calls none of them transient.
    private static readonly int[] AwayCodes = [5, 6, 8, 10, 11, 13, 14, 26];

    /// <summary>Whether the fault is the store's: busy, cut off, full or broken.</summary>
    /// <remarks>Providers wrap what they hold to be transient in an exception of their own.</remarks>
    public static bool IsUnreadable(Exception fault) => IsOfStore(fault) || (fault.InnerException is { } inner && IsOfStore(inner));

    /// <summary>
    /// Whether the fault is the whole store's for now, busy, full, read-only or cut off: whatever is written would fail as well and is to wait.
    /// Any other fault is of what was to be written.
    /// </summary>
    public static bool IsAway(Exception fault) =>
        fault switch
        {
            SqliteException sqlite => AwayCodes.Contains(sqlite.SqliteErrorCode),
            DbException { IsTransient: true } => true,
            TimeoutException => fault is not RegexMatchTimeoutException,
            _ => fault.InnerException is { } inner && IsAway(inner),
        };

    private static bool IsOfStore(Exception fault) => fault is DbException or TimeoutException;
}
