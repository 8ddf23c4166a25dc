using Microsoft.Extensions.Options;
using Syndication.Storage;

namespace Syndication.Ingest.Watching;

/// <summary>The watched folder on disk: which of its files may be articles, and where those go that were read.</summary>
internal sealed class WatchedPlace(IOptions<FolderOptions> options, DataDirectory data, TimeProvider clock, ILogger<WatchedPlace> logger)
{
    // What the store can index on every provider.
    private const int LongestPath = 500;

    // Hidden files are skipped by their attribute; on Unix that is a dot before the name. Where deleting withdraws, a subfolder that cannot be
    // read must not look like one without files: then the whole look fails.
    private readonly EnumerationOptions plain = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 16,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        IgnoreInaccessible = !options.Value.Withdraw,
    };

    private static readonly string[] Unfinished = [".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".swp", ".lock"];

    private readonly DoneFiles? done = DoneFiles.Of(RootOf(options.Value, data), options.Value.Done, clock, logger);

    /// <summary>Absolute path; null: no folder is watched.</summary>
    public string? Root { get; } = RootOf(options.Value, data);

    /// <summary>What lies there now, by name.</summary>
    /// <exception cref="IOException">The folder cannot be read now.</exception>
    public IReadOnlyList<SeenFile> Look()
    {
        if (Root is null)
            return [];
        var folder = Directory.CreateDirectory(Root);
        return folder
            .EnumerateFiles("*", plain)
            .Where(file => IsArticle(file) && !IsBelowDone(file.FullName) && file.FullName.Length - Root.Length <= LongestPath)
            // One that is renamed or deleted meanwhile is seen at the next look.
            .Where(file => file.Exists)
            .Select(file => See(Path.GetRelativePath(Root, file.FullName).Replace('\\', '/'), file))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>A file's bytes; null where it is not, or no longer, what was seen.</summary>
    public async Task<byte[]?> ReadAsync(SeenFile seen, CancellationToken ct)
    {
        var path = FullPath(seen.Path);
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, ct);
            return bytes.LongLength == seen.Size && new FileInfo(path) is { Exists: true } now && See(seen.Path, now) == seen
                ? bytes
                : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Gone, or still held by its writer: it is looked at again.
            return null;
        }
    }

    /// <summary>
    /// Moves a file that was read out of the way, where that is asked for. A name that is taken there gets a number. What came in its place
    /// meanwhile stays to be read.
    /// </summary>
    /// <param name="seen">As it was read.</param>
    /// <param name="hash">SHA-256 of what was read.</param>
    /// <returns>False where another file of the same length and date lies there: it was not read, and looks as if it had been.</returns>
    public bool PutAway(SeenFile seen, string hash) => done?.Take(seen, hash) is not false;

    /// <summary>Puts back what a process that died had in its hands.</summary>
    public void Recover()
    {
        if (Root is not null)
            DoneFiles.Recover(Root);
    }

    /// <summary>A file as it is now.</summary>
    /// <remarks>The store keeps milliseconds: what is finer would make every known file look changed.</remarks>
    public static SeenFile See(string path, FileInfo file) =>
        new(
            path,
            file.Length,
            DateTimeOffset.FromUnixTimeMilliseconds(new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero).ToUnixTimeMilliseconds())
        );

    private static string? RootOf(FolderOptions options, DataDirectory data) =>
        options.Path.Length == 0 ? null : Path.GetFullPath(options.Path, data.Path);

    private string FullPath(string path) => Path.Combine(Root!, path);

    private static bool IsArticle(FileInfo file) =>
        file.Name[0] is not ('.' or '~' or '#')
        && !file.Name.EndsWith('~')
        && file.Name is not "Thumbs.db" and not "desktop.ini"
        && !Unfinished.Contains(file.Extension, StringComparer.OrdinalIgnoreCase)
        && WatchedKinds.Of(file.Name) is not WatchedKind.None;

    private bool IsBelowDone(string path) => done?.Has(path) is true;
}

/// <summary>A file as it was seen.</summary>
/// <param name="Path">Below the folder, with slashes.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedAt">By the file system's clock.</param>
internal sealed record SeenFile(string Path, long Size, DateTimeOffset ModifiedAt);
