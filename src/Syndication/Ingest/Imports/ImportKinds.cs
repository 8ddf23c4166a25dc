using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Ans;
using Syndication.Ingest.Formats.Ghost;
using Syndication.Ingest.Formats.NewsMl;
using Syndication.Ingest.Formats.Ninjs;
using Syndication.Ingest.Formats.Nitf;
using Syndication.Ingest.Formats.WordPress;

namespace Syndication.Ingest.Imports;

/// <summary>The kinds of documents that <c>import</c> takes, and who reads them.</summary>
internal sealed class ImportKinds(IEnumerable<ISourceReader> readers, SourceReader any)
{
    /// <summary>Feeds of every kind.</summary>
    public const string Feed = "feed";

    private static readonly string[] Feeds =
    [
        SourceKinds.Rss,
        SourceKinds.Rdf,
        SourceKinds.Atom,
        SourceKinds.JsonFeed,
        SourceKinds.Sitemap,
    ];

    private static readonly Dictionary<string, (Type Reader, string[] Extensions)> Known = new(StringComparer.Ordinal)
    {
        [SourceKinds.Ans] = (typeof(AnsReader), [".json", ".jsonl", ".ndjson"]),
        [SourceKinds.Ninjs] = (typeof(NinjsReader), [".json"]),
        [SourceKinds.NewsMl] = (typeof(NewsMlReader), [".xml"]),
        [SourceKinds.Nitf] = (typeof(NitfReader), [".xml", ".nitf"]),
        [SourceKinds.Wxr] = (typeof(WxrReader), [".xml", ".wxr"]),
        [SourceKinds.WordPress] = (typeof(WordPressReader), [".json"]),
        [SourceKinds.Ghost] = (typeof(GhostReader), [".json"]),
        [Feed] = (typeof(SourceReader), [".xml", ".rss", ".atom", ".rdf", ".json"]),
    };

    /// <summary>Every kind's name.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>Whether a file of a folder is taken for the kind, by its name's end.</summary>
    public static bool Takes(string kind, string file) => Known[kind].Extensions.Contains(Path.GetExtension(file).ToLowerInvariant());

    /// <summary>Whether the kind is an agency's wire, whose single stories are news; the others hold archives.</summary>
    public static bool IsWire(string kind) => kind is SourceKinds.Ans or SourceKinds.Ninjs or SourceKinds.NewsMl or SourceKinds.Nitf;

    /// <summary>Whether the kind's own rules make a piece's id its own in the whole world (a wire's, Ghost's UUID), whichever site it is on.</summary>
    public static bool HasWorldwideIds(string kind) => IsWire(kind) || kind is SourceKinds.Ghost;

    /// <summary>Reads a document as the kind that the operator named.</summary>
    public SourceDocument Read(string kind, SourceBytes source, CancellationToken ct)
    {
        if (kind == Feed)
        {
            var document = any.Read(source, ct);
            return document.Error is not null || Feeds.Contains(document.Kind)
                ? document
                : SourceDocument.Refused(document.Kind, "no feed");
        }

        if (SourceReader.Read(readers.First(reader => reader.GetType() == Known[kind].Reader), kind, source, ct) is { } read)
            return read;
        string? fault = null;
        if (SourceJson.IsLikely(source.Content))
            SourceJson.Parse(source.Content, out fault)?.Dispose();
        else if (WireXml.RootOf(source.Content) is null)
            fault = "neither JSON nor well-formed XML";
        return SourceDocument.Refused(kind, fault ?? $"no document of the kind {kind}");
    }
}
