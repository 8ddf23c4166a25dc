using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Syndication.Tests.Support;

/// <summary>Has one reading command of the store fail, as when its connection breaks.</summary>
public sealed class FaultyReads : DbCommandInterceptor
{
    private string? next;

    /// <summary>The next command with this in it fails.</summary>
    public void Fail(string part) => Volatile.Write(ref next, part);

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        var part = Volatile.Read(ref next);
        return
            part is not null
            && command.CommandText.Contains(part, StringComparison.Ordinal)
            && Interlocked.CompareExchange(ref next, null, part) == part
            ? throw new IOException("The store's connection broke.")
            : ValueTask.FromResult(result);
    }
}
