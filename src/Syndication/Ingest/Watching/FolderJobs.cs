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

    private readonly SettledFiles settled = new(options.Value.SettleAfter);
    private readonly Dictionary<string, DateTimeOffset> missing = new(StringComparer.Ordinal);
    private string? sections;

    /// <summary>Whether a folder is watched at all.</summary>
    public bool IsOn => place.Root is not null;

    /// <summary>Looks once.</summary>
    /// <returns>Whether files wait that do not stand still yet.</returns>
    /// <exception cref="IOException">The folder cannot be read now.</exception>
    public async Task<bool> LookAsync(CancellationToken ct)
    {
        var files = place.Look();
        var known = await store.AllAsync(ct);
        var isFirst = !known.ContainsKey(WatchedFile.Folder);
        if (await HasNewSectionsAsync(ct))
            ForgetRefused(known);
        var paths = files.Select(file => file.Path).ToHashSet(StringComparer.Ordinal);
        settled.Keep(paths);
        foreach (var file in files)
        {
            ct.ThrowIfCancellationRequested();
            if (IsKnown(file, known.GetValueOrDefault(file.Path)))
                settled.Forget(file.Path);
            else
                await LookAsync(file, known.GetValueOrDefault(file.Path), isFirst, ct);
            if (known.GetValueOrDefault(file.Path) is { Outcome: WatchedOutcome.Taken } taken && IsKnown(file, taken))
                place.PutAway(file);
        }

        if (options.Value.Withdraw)
            await WithdrawMissingAsync(known, paths, ct);
        if (isFirst && !settled.AnyWaits)
            await store.OpenAsync(ct);
        return settled.AnyWaits;
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
        row is not null && row.Size == file.Size && row.ModifiedAt == file.ModifiedAt && row.Outcome is not WatchedOutcome.Withdrawn;

    private async Task LookAsync(SeenFile file, WatchedFile? row, bool isFirst, CancellationToken ct)
    {
        // An empty file is one that somebody is about to write.
        if (!settled.IsSettled(file, clock.GetUtcNow()) || file.Size == 0)
            return;
        var kind = WatchedKinds.Of(file.Path);
        if (WatchedFileReader.RefuseLength(kind, file.Size) is { } tooLong)
        {
            await StoreAsync(file, hash: "", [Refused(file, tooLong)], ct);
            return;
        }

        if (await place.ReadAsync(file, ct) is not { } bytes)
            return;
        if (!WatchedFileReader.IsWhole(kind, bytes) && !settled.IsSettled(file, clock.GetUtcNow(), Patience * options.Value.SettleAfter))
            return;
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (row is { Outcome: WatchedOutcome.Taken } && row.Hash == hash)
        {
            await store.TouchAsync(file, ct);
            settled.Forget(file.Path);
            return;
        }

        await StoreAsync(file, hash, await ReadAsync(file, bytes, isFirst, ct), ct);
    }

    private async Task<IReadOnlyList<WatchedArticle>> ReadAsync(SeenFile file, byte[] bytes, bool isFirst, CancellationToken ct)
    {
        var context = await intake.ContextAsync(ct) with { Announce = options.Value.Announce };
        var articles = reader.Read(file.Path, bytes, SectionOf(file.Path, context), context with { IsNews = !isFirst }, ct);
        // A collection is an archive.
        return articles.Count > 1 && !isFirst
            ? reader.Read(file.Path, bytes, SectionOf(file.Path, context), context with { IsNews = false }, ct)
            : articles;
    }

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
            place.PutAway(file);
    }

    private async Task WithdrawMissingAsync(Dictionary<string, WatchedFile> known, HashSet<string> there, CancellationToken ct)
    {
        var gone = known
            .Values.Where(row => row.Path != WatchedFile.Folder && row.Outcome is not WatchedOutcome.Withdrawn && !there.Contains(row.Path))
            .Select(row => row.Path)
            .ToList();
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

    [LoggerMessage(
        EventId = 2404,
        Level = LogLevel.Warning,
        Message = "Watched folder: it is empty, and {Files} files were there; nothing is withdrawn, it may not be mounted"
    )]
    private partial void LogEmpty(int files);
}
