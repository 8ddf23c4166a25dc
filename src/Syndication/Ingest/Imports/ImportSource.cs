using System.Globalization;
using System.Text.RegularExpressions;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.WordPress;
using Syndication.Ingest.Sources;

namespace Syndication.Ingest.Imports;

/// <summary>A document's pieces one after the other: an export of WordPress as a stream, every other kind from memory.</summary>
internal sealed partial class ImportSource : IDisposable
{
    private const long LongestInMemory = 256L << 20;
    private readonly WxrItems? export;
    private readonly SourceDocument? document;
    private FileStream? file;
    private PieceIds? ids;

    private ImportSource(WxrItems? export, SourceDocument? document) => (this.export, this.document) = (export, document);

    /// <summary>Whether it holds many pieces by its nature, rather than the one of the hour.</summary>
    public bool IsArchive => export is not null || document!.Items.Count != 1;

    /// <summary>The site by its own word; null: it names none. Known from the first piece on.</summary>
    public string? Home => export is not null ? export.Home : document!.Terms?.Home;

    /// <summary>Why it, or the rest of it, could not be read. Known when all pieces were taken.</summary>
    public string? Fault => export is not null ? export.Fault : document!.Error;

    /// <summary>Whether <see cref="Fault"/> only repeats what single pieces say.</summary>
    public bool HasPieceFaults => document?.Items.Any(item => item.Faults.Count > 0) == true;

    /// <summary>What it holds beside its pieces, with how often. Known when all pieces were taken.</summary>
    public IReadOnlyDictionary<string, int> Unmapped => export is not null ? export.Unmapped : Counted(document!.Unmapped);

    /// <summary>The share that was read so far; null: not known.</summary>
    public double? Share => file is { CanRead: true, Length: > 0 } ? (double)file.Position / file.Length : null;

    /// <summary>Opens a file as the kind that the operator named.</summary>
    public static async Task<ImportSource> OpenAsync(DocumentImport import, string path, ImportKinds kinds, CancellationToken ct)
    {
        if (import.Kind == SourceKinds.Wxr && await IsExportAsync(path, ct))
        {
            ImportSource? source = null;
            // The second opening is the one whose progress counts; of the first nothing is seen.
            source = new ImportSource(new WxrItems(() => source!.file = Open(path), import.WithPages), document: null);
            return source;
        }

        if (new FileInfo(path).Length > LongestInMemory)
            return new ImportSource(export: null, SourceDocument.Refused(import.Kind, "at most 256 MiB in one file"));
        var bytes = new SourceBytes(await File.ReadAllBytesAsync(path, ct), ContentType: null, import.Site)
        {
            FileName = Path.GetFileName(path),
        };
        return new ImportSource(export: null, kinds.Read(import.Kind, bytes, ct));
    }

    /// <summary>What a piece is recognised by. A feed that gives one id to several pieces is not believed; of a wire the second is the newer.</summary>
    public string IdOf(SourceItem item) =>
        document?.Terms is null ? ExternalIds.Of(item) : (ids ??= PieceIds.Of(document.Items, wereDoubtful: false)).Of(item);

    /// <summary>The pieces, in the document's order.</summary>
    public IEnumerable<SourceItem> Read(CancellationToken ct) => export is not null ? export.Read(ct) : document!.Items;

    /// <inheritdoc/>
    public void Dispose() => file?.Dispose();

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);

    private static async Task<bool> IsExportAsync(string path, CancellationToken ct)
    {
        var start = new byte[64 << 10];
        await using var stream = Open(path);
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, ct);
        return WxrItems.IsExport(start.AsSpan(0, length));
    }

    private static Dictionary<string, int> Counted(IReadOnlyList<string> lines)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var match = Number.Match(line);
            var (name, count) = match.Success
                ? (line[..match.Index], int.Parse(match.Groups["count"].ValueSpan, CultureInfo.InvariantCulture))
                : (line, 1);
            counts[name] = counts.GetValueOrDefault(name) + count;
        }

        return counts;
    }

    [GeneratedRegex(@" \((?<count>[0-9]{1,8})\)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Number { get; }
}
