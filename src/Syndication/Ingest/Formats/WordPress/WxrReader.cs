namespace Syndication.Ingest.Formats.WordPress;

/// <summary>Reads a WordPress export that is in memory; <see cref="WxrItems"/> reads one of any length.</summary>
internal sealed class WxrReader : ISourceReader
{
    /// <inheritdoc/>
    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        if (!WxrItems.IsExport(source.Content.Span))
            return null;
        var bytes = source.Content.ToArray();
        var export = new WxrItems(() => new MemoryStream(bytes, writable: false), withPages: false);
        var items = export.Read(ct).ToList();
        return new SourceDocument
        {
            Kind = SourceKinds.Wxr,
            Title = export.Title,
            Language = export.Language,
            Items = items,
            Unmapped = [.. export.Unmapped.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key} ({kind.Value})")],
            Error = export.Fault,
        };
    }
}
