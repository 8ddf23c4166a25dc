using Syndication.Storage;

namespace Syndication.Pages;

/// <summary>
/// A page that shows what is published and nothing of who asks: it is rendered once for a state of the store, however many ask.
/// </summary>
internal sealed class KeptPage(StoreChanges changes, Func<CancellationToken, Task<IResult>> render)
{
    private Rendering? last;

    /// <summary>The page as it is now.</summary>
    public Task<IResult> GetAsync(CancellationToken ct)
    {
        // Read before the store: what is committed later has a higher number and is rendered again.
        var generation = changes.ContentGeneration;
        var known = Volatile.Read(ref last);
        if (known is null || known.Generation != generation || known.HasFailed)
        {
            // Not one caller's token: others wait for the same work.
            var fresh = new Rendering(generation, new(() => render(CancellationToken.None)));
            var other = Interlocked.CompareExchange(ref last, fresh, known);
            known = other is not null && other != known && other.Generation >= generation ? other : fresh;
        }

        return known.Page.Value.WaitAsync(ct);
    }

    private sealed record Rendering(long Generation, Lazy<Task<IResult>> Page)
    {
        public bool HasFailed => Page is { IsValueCreated: true, Value.IsFaulted: true };
    }
}
