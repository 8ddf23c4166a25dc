using System.Runtime.CompilerServices;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Imports;

/// <summary>
/// Imports documents of other systems: stories of a wire, whole archives. Pieces are stored in groups, each in one transaction, while the next
/// are cleaned. Safe to run again: what was stored is recognised before it is cleaned, so that an import that was stopped goes on.
/// </summary>
internal sealed class DocumentImporter(ArticleIntake intake, ImportKinds kinds, ItemPreparation preparation, ItemStorage storage)
{
    // So many articles take about as long as other writers may be kept waiting, and lose as little when the process is killed.
    private const int Group = 50;

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 16,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>Imports; one result for each piece, in the order of the files' names and of the pieces in them, then what a file holds beside them.</summary>
    public async IAsyncEnumerable<ImportedItem> ImportAsync(DocumentImport import, [EnumeratorCancellation] CancellationToken ct)
    {
        var path = Path.GetFullPath(import.Path);
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            yield return Refused(import.Path, new Fault("path", import.Path, "a file or a folder that exists"));
            yield break;
        }

        var files = isFolder
            ? Directory
                .EnumerateFiles(path, "*", Below)
                .Where(file => ImportKinds.Takes(import.Kind, file))
                .Order(StringComparer.Ordinal)
                .ToList()
            : [path];
        if (files.Count == 0)
            yield return Refused(import.Path, new Fault("path", import.Path, $"a folder with files of the kind {import.Kind}"));
        foreach (var file in files)
        {
            var name = isFolder ? Path.Combine(import.Path, Path.GetRelativePath(path, file)) : import.Path;
            var (opened, fault) = await OpenAsync(import, file, ct);
            if (opened is null)
            {
                yield return Refused(name, new Fault("file", null, fault!));
                continue;
            }

            using var source = opened;
            var isNews = !isFolder && !source.IsArchive && ImportKinds.IsWire(import.Kind);
            await foreach (var item in ImportAsync(import, name, source, isNews, ct))
                yield return item;
        }
    }

    private async IAsyncEnumerable<ImportedItem> ImportAsync(
        DocumentImport import,
        string name,
        ImportSource source,
        bool isNews,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var context = await intake.ContextAsync(ct) with { BaseAddress = import.Site, Announce = import.Announce, IsNews = isNews };
        var order = new ImportOrder(import, name, source, context);
        using var pieces = source.Read(ct).GetEnumerator();
        var next = TakeAsync(pieces, order, ct);
        string? broken = null;
        try
        {
            while (true)
            {
                (var group, broken) = await next;
                if (group.Count == 0)
                    break;
                // The next are cleaned while these are stored.
                next = TakeAsync(pieces, order, ct);
                foreach (var result in await storage.StoreAsync(group, order, ct))
                    yield return result with
                    {
                        Share = source.Share,
                    };
            }
        }
        finally
        {
            // Whatever happened, whoever still reads the file has to be done with it before it is closed.
            await Task.WhenAny(next);
        }

        if (broken is not null)
            yield return Refused(name, new Fault("file", null, broken));
        else if (source is { Fault: { } fault, HasPieceFaults: false })
            yield return Refused(name, new Fault("document", null, fault));
        yield return new ImportedItem(name, null, ImportedOutcome.Noted) { Unmapped = source.Unmapped };
    }

    // A file that cannot be read, or not any more, ends no import of a folder.
    private async Task<(ImportSource? Source, string? Fault)> OpenAsync(DocumentImport import, string file, CancellationToken ct)
    {
        try
        {
            return (await ImportSource.OpenAsync(import, file, kinds, ct), null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return (null, Line(fault));
        }
    }

    private Task<(IReadOnlyList<PreparedItem> Group, string? Fault)> TakeAsync(
        IEnumerator<SourceItem> pieces,
        ImportOrder order,
        CancellationToken ct
    ) =>
        Task.Run<(IReadOnlyList<PreparedItem>, string?)>(
            async () =>
            {
                try
                {
                    return (await preparation.TakeAsync(pieces, Group, order, ct), null);
                }
                catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
                {
                    return ([], Line(fault));
                }
            },
            ct
        );

    private static string Line(Exception fault) => fault.Message.ReplaceLineEndings(" ");

    private static ImportedItem Refused(string file, Fault fault) => new(file, null, ImportedOutcome.Refused) { Faults = [fault] };
}
