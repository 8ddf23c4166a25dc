namespace Syndication.Ingest.Formats.Nitf;

/// <summary>Reads NITF 3.x (IPTC): one story.</summary>
internal sealed class NitfReader : ISourceReader
{
    /// <inheritdoc/>
    public SourceDocument? Read(SourceBytes source, CancellationToken ct)
    {
        if (WireXml.RootOf(source.Content) is not "nitf")
            return null;
        if (WireXml.Parse(source.Content, out var fault) is not { } root)
            return SourceDocument.Refused(SourceKinds.Nitf, fault ?? "not well-formed XML");
        var item = NitfStory.ToItem(root, source.Address);
        return new SourceDocument
        {
            Kind = SourceKinds.Nitf,
            Title = item.Title,
            Language = item.Language,
            Items = [item],
        };
    }
}
