namespace Syndication.Ingest.Sources.Hubs;

/// <summary>
/// Room for what hubs bring, from its first byte until it was taken in: so much may be in memory at once. A few of one source, so that a hub
/// that sends slowly keeps only itself out.
/// </summary>
internal sealed class PushRoom
{
    /// <summary>How many there may be at once.</summary>
    public const int Most = 8;

    /// <summary>Of these, of one source.</summary>
    public const int MostOfOne = 2;

    private readonly Lock sync = new();
    private readonly List<long> present = [];

    /// <summary>Takes a place; disposing of what comes gives it back.</summary>
    /// <returns>Null: there is none.</returns>
    public IDisposable? TryEnter(long source)
    {
        lock (sync)
        {
            if (present.Count == Most || present.Count(one => one == source) == MostOfOne)
                return null;
            present.Add(source);
        }

        return new Seat(this, source);
    }

    private void Leave(long source)
    {
        lock (sync)
            present.Remove(source);
    }

    private sealed class Seat(PushRoom room, long source) : IDisposable
    {
        private int isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref isLeft, 1) == 0)
                room.Leave(source);
        }
    }
}
