namespace Syndication.Storage;

/// <summary>
/// Tells features of this process that something was committed, by this process or by another one (a verb run beside the server).
/// What changed is for the listener to read; a signal may come without a change.
/// </summary>
public sealed class StoreChanges
{
    private long generation;
    private long content;
    private TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Rises with every commit that was noticed; equal numbers mean that nothing was committed in between.</summary>
    public long Generation => Volatile.Read(ref generation);

    /// <summary>
    /// As <see cref="Generation"/>, but does not rise for commits of this process that touched nothing published: a digest that is being
    /// sent commits a thousand times a second, and pages and feeds stay as they are.
    /// </summary>
    public long ContentGeneration => Volatile.Read(ref content);

    /// <summary>Completes at the first commit after the one numbered <paramref name="seen"/>.</summary>
    public Task WaitAsync(long seen, CancellationToken ct)
    {
        var waiting = Volatile.Read(ref next);
        return Generation != seen ? Task.CompletedTask : waiting.Task.WaitAsync(ct);
    }

    /// <summary>Called after each commit.</summary>
    /// <param name="content">False only where it is known that nothing published was touched.</param>
    public void Announce(bool content = true)
    {
        if (content)
            Interlocked.Increment(ref this.content);
        Interlocked.Increment(ref generation);
        Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }
}
