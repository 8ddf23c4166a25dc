namespace Syndication.Ingest.Formats;

/// <summary>Reads any document that is understood, by asking the readers in turn.</summary>
internal sealed class SourceReader(IEnumerable<ISourceReader> readers)
{
    /// <summary>What was understood; <see cref="SourceKinds.Unknown"/> with an error where nobody knew it. Never throws for what the bytes are.</summary>
    public SourceDocument Read(SourceBytes source, CancellationToken ct)
    {
        foreach (var reader in readers)
        {
            if (reader.Read(source, ct) is { } document)
                return document;
        }

        return SourceDocument.Refused(SourceKinds.Unknown, "no feed, wire story, export, Markdown, HTML or text that is known here");
    }
}
