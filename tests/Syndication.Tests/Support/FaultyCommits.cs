using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Syndication.Tests.Support;

/// <summary>Counts the store's commits, and has one of them fail, as when the process dies just before it.</summary>
public sealed class FaultyCommits : DbTransactionInterceptor
{
    private int count;
    private int failAt;

    /// <summary>Commits that were tried since the last <see cref="Reset"/>.</summary>
    public int Count => Volatile.Read(ref count);

    /// <summary>What others do just before a commit; null: nothing.</summary>
    public Action? Meanwhile { get; set; }

    /// <summary>Counts from 0 again; the commit of that number, from 1, fails. 0: none does.</summary>
    public void Reset(int failing = 0) => (count, failAt) = (0, failing);

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        Meanwhile?.Invoke();
        return Interlocked.Increment(ref count) == failAt
            ? throw new InvalidOperationException("The process dies here.")
            : ValueTask.FromResult(result);
    }
}
