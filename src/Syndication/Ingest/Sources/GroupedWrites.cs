namespace Syndication.Ingest.Sources;

/// <summary>Writes what comes while another write is under way together: a commit costs the disk the same for one as for a hundred.</summary>
/// <param name="write">Writes some of them in one transaction.</param>
internal sealed class GroupedWrites<T>(Func<IReadOnlyList<T>, Task> write)
{
    private readonly Lock sync = new();
    private List<(T Item, TaskCompletionSource Done)> waiting = [];
    private bool isWriting;

    /// <summary>Completes when the item is committed, or fails as its transaction did.</summary>
    public Task AddAsync(T item)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (sync)
        {
            waiting.Add((item, done));
            if (isWriting)
                return done.Task;
            isWriting = true;
        }

        _ = WriteAllAsync();
        return done.Task;
    }

    private async Task WriteAllAsync()
    {
        while (Take() is { Count: > 0 } group)
        {
            try
            {
                await write([.. group.Select(one => one.Item)]);
                group.ForEach(one => one.Done.SetResult());
            }
            catch (Exception fault)
            {
                group.ForEach(one => one.Done.SetException(fault));
            }
        }
    }

    private List<(T Item, TaskCompletionSource Done)> Take()
    {
        lock (sync)
        {
            var taken = waiting;
            waiting = [];
            isWriting = taken.Count > 0;
            return taken;
        }
    }
}
