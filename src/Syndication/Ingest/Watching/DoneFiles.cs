using System.Globalization;
using System.Security.Cryptography;

namespace Syndication.Ingest.Watching;

/// <summary>
/// Takes files that were read out of the watched folder. Between reading and moving a newer one may have come by that name, which nobody has
/// read. So a file is first moved aside, where no writer knows it, looked at there, and put back if it is another: a rename is whole or not
/// at all, and at no moment is there a file in the place of those that were read that was not.
/// </summary>
/// <param name="root">The watched folder.</param>
/// <param name="done">Where they go.</param>
/// <param name="clock">Waits after a move that failed.</param>
/// <param name="logger">Told of what cannot be moved.</param>
internal sealed partial class DoneFiles(string root, string done, TimeProvider clock, ILogger logger)
{
    /// <summary>Where a file is moved aside: beside it, so that it stays on its file system, and hidden, so that no look sees it.</summary>
    public const string Aside = ".syndication";

    // To try is to rename, and a rename wakes whoever watches the folder to look again.
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private static readonly EnumerationOptions Everywhere = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 17,
        AttributesToSkip = FileAttributes.ReparsePoint,
        IgnoreInaccessible = true,
    };

    /// <summary>What could not be moved, and until when it is left: one that can never be moved keeps no other back.</summary>
    private readonly Dictionary<string, DateTimeOffset> resting = new(StringComparer.Ordinal);

    /// <summary>None where there is no folder, or files stay in it.</summary>
    public static DoneFiles? Of(string? root, string done, TimeProvider clock, ILogger logger) =>
        root is null || done.Length == 0 ? null : new DoneFiles(root, Path.GetFullPath(done, root), clock, logger);

    /// <summary>Whether the path is of a file that was taken.</summary>
    public bool Has(string path) => path.StartsWith(done + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>Takes a file, unless it is another than the one that was read; what cannot be moved stays, and is tried again in a minute.</summary>
    /// <returns>False where it is another that cannot be told from it but by its bytes.</returns>
    public bool Take(SeenFile seen, string hash)
    {
        var source = Path.Combine(root, seen.Path);
        var aside = Path.Combine(Path.GetDirectoryName(source)!, Aside);
        var held = Path.Combine(aside, Path.GetFileName(source));
        try
        {
            if (IsResting(seen.Path) || !IsSeen(source, seen))
                return true;
            if (HashOf(source) != hash)
                return !IsSeen(source, seen);
            Directory.CreateDirectory(aside);
            File.Move(source, held);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Rest(seen.Path, fault);
            TryRemove(aside);
            return true;
        }

        try
        {
            if (IsSeen(held, seen) && HashOf(held) == hash)
                Move(held, Path.Combine(done, seen.Path));
            else
                Move(held, source);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            TryPutBack(held, source);
            Rest(seen.Path, fault);
        }

        TryRemove(aside);
        return true;
    }

    /// <summary>Puts back what lies aside since a process died; whether it was read is found out by reading it.</summary>
    /// <param name="root">The watched folder.</param>
    public static void Recover(string root)
    {
        if (!Directory.Exists(root))
            return;
        foreach (var aside in Directory.EnumerateDirectories(root, Aside, Everywhere).ToList())
        {
            foreach (var held in Directory.EnumerateFiles(aside).ToList())
                TryPutBack(held, Path.Combine(Path.GetDirectoryName(aside)!, Path.GetFileName(held)));
            TryRemove(aside);
        }
    }

    private bool IsResting(string path)
    {
        if (!resting.TryGetValue(path, out var until))
            return false;
        if (clock.GetUtcNow() < until)
            return true;
        resting.Remove(path);
        return false;
    }

    private void Rest(string path, Exception fault)
    {
        resting[path] = clock.GetUtcNow() + Pause;
        LogStays(path, fault.Message.ReplaceLineEndings(" "));
    }

    private static bool IsSeen(string path, SeenFile seen) =>
        new FileInfo(path) is { Exists: true } now && WatchedPlace.See(seen.Path, now) == seen;

    private static string HashOf(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    // Nothing is written over: a name that is taken gets a number.
    private static void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        var place = to;
        for (var number = 2; ; number++)
        {
            try
            {
                File.Move(from, place);
                return;
            }
            catch (IOException) when (File.Exists(place) && File.Exists(from))
            {
                place = Path.ChangeExtension(to, string.Create(CultureInfo.InvariantCulture, $".{number}{Path.GetExtension(to)}"));
            }
        }
    }

    private static void TryPutBack(string held, string source)
    {
        try
        {
            Move(held, source);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It lies aside until the next start.
        }
    }

    private static void TryRemove(string aside)
    {
        try
        {
            Directory.Delete(aside);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Another node has a file in it.
        }
    }

    [LoggerMessage(
        EventId = 2408,
        Level = LogLevel.Warning,
        Message = "Watched folder: {File} was read and cannot be moved away ({What}); it is tried again in a minute"
    )]
    private partial void LogStays(string file, string what);
}
