namespace Syndication.Ingest.Watching;

/// <summary>Tells files that are whole from those that are still being written, by whether they stand still.</summary>
/// <param name="after">How long is long enough.</param>
internal sealed class SettledFiles(TimeSpan after)
{
    private readonly Dictionary<string, (SeenFile File, DateTimeOffset Since)> seen = new(StringComparer.Ordinal);

    /// <summary>Whether files wait to be read.</summary>
    public bool AnyWaits => seen.Count > 0;

    /// <summary>Whether the file waits to be read.</summary>
    public bool Waits(string path) => seen.ContainsKey(path);

    /// <summary>
    /// Whether the file has stood still for long enough. One that was moved here whole carries the time of its last write, so it does at once;
    /// where the clock of a network folder is ahead of ours, what counts is how long we see it unchanged.
    /// </summary>
    public bool IsSettled(SeenFile file, DateTimeOffset now, TimeSpan? atLeast = null)
    {
        var wait = atLeast ?? after;
        if (!seen.TryGetValue(file.Path, out var before) || before.File != file)
            seen[file.Path] = before = (file, now);
        return now - before.Since >= wait || (file.ModifiedAt <= now && now - file.ModifiedAt >= wait);
    }

    /// <summary>Whether we saw the file wait for that long, whatever it says of itself.</summary>
    public bool HasWaited(string path, DateTimeOffset now, TimeSpan atLeast) =>
        seen.TryGetValue(path, out var before) && now - before.Since >= atLeast;

    /// <summary>The file was read, or is gone.</summary>
    public void Forget(string path) => seen.Remove(path);

    /// <summary>Forgets all that are not among these.</summary>
    public void Keep(IReadOnlySet<string> paths)
    {
        foreach (var path in seen.Keys.Where(path => !paths.Contains(path)).ToList())
            seen.Remove(path);
    }
}
