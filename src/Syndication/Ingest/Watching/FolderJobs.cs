using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace Syndication.Ingest.Watching;

/// <summary>Looks at the watched folder: reads what is new or changed and stands still, and no file twice.</summary>
/// <remarks>One look at a time in a process; several nodes that see one folder do no harm, what a file holds is recognised.</remarks>
internal sealed partial class FolderJobs(
    WatchedPlace place,
    WatchedFileReader reader,
    WatchedFileStore store,
    ArticleIntake intake,
    IOptions<FolderOptions> options,
    TimeProvider clock,
    ILogger<FolderJobs> logger
)
{
    // A document that does not end as one may have a slow writer, who pauses longer than others.
    private const int Patience = 10;

    // What broke off for the store's sake goes well a moment later; what does for the file's sake never does.
    private const int MostTries = 3;

    private const string Unreadable = "cannot be opened: this program may not read it, or another holds it; it is tried again";

    private readonly SettledFiles settled = new(options.Value.SettleAfter);
    private readonly Dictionary<string, DateTimeOffset> missing = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (SeenFile File, int Tries)> broken = new(StringComparer.Ordinal);

    // Another file of the same name, length and date as the one that was read.
    private readonly HashSet<string> lookalikes = new(StringComparer.Ordinal);
    private HashSet<string>? archive;
    private string? sections;

    private TimeSpan LongestWait => Patience * options.Value.SettleAfter;

    /// <summary>Whether a folder is watched at all.</summary>
    public bool IsOn => place.Root is not null;

    /// <summary>Looks once.</summary>
    /// <returns>Whether files wait that do not stand still yet.</returns>
    /// <exception cref="IOException">The folder cannot be read now.</exception>
    public async Task<bool> LookAsync(CancellationToken ct)
    {
        if (archive is null)
            place.Recover();
        var files = place.Look();
        var known = await store.OfAsync(files.Select(file => file.Path), ct);
        if (await HasNewSectionsAsync(ct))
            ForgetRefused(known);
        var paths = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        settled.Keep(paths);
        var isOpen = known.ContainsKey(WatchedFile.Folder);
        archive ??= isOpen ? [] : new HashSet<string>(paths, StringComparer.Ordinal);
        foreach (var file in files)
        {
            ct.ThrowIfCancellationRequested();
            var row = known.GetValueOrDefault(file.Path);
            if (!IsKnown(file, row) || lookalikes.Remove(file.Path))
            {
                await TryAsync(file, row, ct);
                continue;
            }

            settled.Forget(file.Path);
            if (row is { Outcome: WatchedOutcome.Taken })
                PutAway(file, row.Hash);
        }

        if (options.Value.Withdraw)
            await WithdrawMissingAsync(await store.StandingAsync(ct), paths, ct);
        archive.RemoveWhere(path => !settled.Waits(path));
        if (!isOpen && archive.Count == 0)
            await store.OpenAsync(ct);
        return settled.AnyWaits;
    }

    // One file that something in us breaks on must not keep all that come after it.
    private async Task TryAsync(SeenFile file, WatchedFile? row, CancellationToken ct)
    {
        try
        {
            await LookAsync(file, row, ct);
            broken.Remove(file.Path);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            LogBroken(fault, file.Path);
            var tries = broken.TryGetValue(file.Path, out var before) && before.File == file ? before.Tries + 1 : 1;
            broken[file.Path] = (file, tries);
            if (tries < MostTries)
                return;
            await StoreAsync(file, hash: "", [Refused(file, "it broke off; the log says more")], ct);
            broken.Remove(file.Path);
        }
    }

    // Most files are refused because their section is not there yet: nobody should have to touch them when it is.
    private async Task<bool> HasNewSectionsAsync(CancellationToken ct)
    {
        var before = sections;
        sections = string.Join(' ', (await intake.ContextAsync(ct)).Sections.Select(section => $"{section.Slug}={section.IsOpen}"));
        return before is not null && before != sections;
    }

    private static void ForgetRefused(Dictionary<string, WatchedFile> known)
    {
        foreach (var row in known.Values.Where(row => row.Outcome is WatchedOutcome.Refused).ToList())
            known.Remove(row.Path);
    }

    private static bool IsKnown(SeenFile file, WatchedFile? row) =>
        row is not null
        && row.Size == file.Size
        && row.ModifiedAt == file.ModifiedAt
        && row.Outcome is not WatchedOutcome.Withdrawn
        && !IsUnreadable(row);

    private static bool IsUnreadable(WatchedFile? row) =>
        row is { Outcome: WatchedOutcome.Refused, Hash: "" } && row.Faults.Contains(Unreadable, StringComparison.Ordinal);

    private async Task LookAsync(SeenFile file, WatchedFile? row, CancellationToken ct)
    {
        // An empty file is one that somebody is about to write; until then nothing waits for it.
        if (file.Size == 0)
            settled.Forget(file.Path);
        if (file.Size == 0 || !settled.IsSettled(file, clock.GetUtcNow()))
            return;
        var kind = WatchedKinds.Of(file.Path);
        if (WatchedFileReader.RefuseLength(kind, file.Size) is { } tooLong)
        {
            await StoreAsync(file, hash: "", [Refused(file, tooLong)], ct);
            return;
        }

        if (await place.ReadAsync(file, ct) is not { } bytes)
        {
            await LeaveAsync(file, row, ct);
            return;
        }

        if (!WatchedFileReader.IsWhole(kind, bytes) && !settled.IsSettled(file, clock.GetUtcNow(), LongestWait))
            return;
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (row is { Outcome: WatchedOutcome.Taken } && row.Hash == hash)
        {
            await store.TouchAsync(file, ct);
            settled.Forget(file.Path);
            return;
        }

        await StoreAsync(file, hash, await ReadAsync(file, bytes, ct), ct);
    }

    // Whoever lets us in changes neither its length nor its date, so it is tried at every look, and reported once.
    private async Task LeaveAsync(SeenFile file, WatchedFile? row, CancellationToken ct)
    {
        if (IsUnreadable(row))
            settled.Forget(file.Path);
        else if (settled.HasWaited(file.Path, clock.GetUtcNow(), LongestWait))
            await StoreAsync(file, hash: "", [Refused(file, Unreadable)], ct);
    }

    private async Task<IReadOnlyList<WatchedArticle>> ReadAsync(SeenFile file, byte[] bytes, CancellationToken ct)
    {
        var isFirst = archive!.Contains(file.Path);
        var context = await intake.ContextAsync(ct) with { Announce = options.Value.Announce };
        var articles = reader.Read(
            file.Path,
            IdentityOf(file),
            bytes,
            SectionOf(file.Path, context),
            context with
            {
                IsNews = !isFirst,
            },
            ct
        );
        // A collection is an archive.
        return articles.Count > 1 && !isFirst
            ? reader.Read(file.Path, IdentityOf(file), bytes, SectionOf(file.Path, context), context with { IsNews = false }, ct)
            : articles;
    }

    // A name that is free again once its file was put away is given to the next text: then the file is the article, and not its name.
    private string IdentityOf(SeenFile file) =>
        options.Value.Done.Length == 0
            ? file.Path
            : string.Create(CultureInfo.InvariantCulture, $"{file.Path}@{file.ModifiedAt.ToUnixTimeMilliseconds()}-{file.Size}");

    private string? SectionOf(string path, ReadingContext context)
    {
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && context.SectionOf(path[..slash]) is { } section)
            return section.Slug.Value;
        return options.Value.Section.Length == 0 ? null : options.Value.Section;
    }

    private async Task StoreAsync(SeenFile file, string hash, IReadOnlyList<WatchedArticle> articles, CancellationToken ct)
    {
        var row = await store.StoreAsync(file, hash, articles, ct);
        settled.Forget(file.Path);
        if (row.Outcome is WatchedOutcome.Refused)
            LogRefused(file.Path, row.Faults.ReplaceLineEndings("; "));
        else
            LogTaken(file.Path, row.Articles);
        if (row.Outcome is WatchedOutcome.Taken)
            PutAway(file, hash);
    }

    private void PutAway(SeenFile file, string hash)
    {
        if (!place.PutAway(file, hash))
            lookalikes.Add(file.Path);
    }

    private async Task WithdrawMissingAsync(IReadOnlyCollection<string> standing, HashSet<string> there, CancellationToken ct)
    {
        var gone = standing.Where(path => !there.Contains(path)).ToList();
        foreach (var path in missing.Keys.Except(gone).ToList())
            missing.Remove(path);

        // A network folder that is not mounted looks like an empty one.
        if (there.Count == 0 && gone.Count > 1)
        {
            LogEmpty(gone.Count);
            return;
        }

        // Editors' programs save by deleting and renaming.
        var now = clock.GetUtcNow();
        foreach (var path in gone)
        {
            if (!missing.TryGetValue(path, out var since))
                missing[path] = since = now;
            if (now - since < options.Value.SettleAfter)
                continue;
            missing.Remove(path);
            if (await store.WithdrawAsync(path, there, ct))
                LogWithdrawn(path);
        }
    }

    private static WatchedArticle Refused(SeenFile file, string rule) =>
        new(WatchedFileReader.Source, file.Path, Reading.Refused("file", null, rule));

    [LoggerMessage(EventId = 2401, Level = LogLevel.Information, Message = "Watched folder: {File} taken, {Articles} articles")]
    private partial void LogTaken(string file, int articles);

    [LoggerMessage(EventId = 2402, Level = LogLevel.Warning, Message = "Watched folder: {File} refused: {Faults}")]
    private partial void LogRefused(string file, string faults);

    [LoggerMessage(EventId = 2403, Level = LogLevel.Information, Message = "Watched folder: {File} was deleted, its article is withdrawn")]
    private partial void LogWithdrawn(string file);

    [LoggerMessage(EventId = 2407, Level = LogLevel.Error, Message = "Watched folder: reading {File} broke off")]
    private partial void LogBroken(Exception fault, string file);

    [LoggerMessage(
        EventId = 2404,
        Level = LogLevel.Warning,
        Message = "Watched folder: it is empty, and {Files} files were there; nothing is withdrawn, it may not be mounted"
    )]
    private partial void LogEmpty(int files);
}
