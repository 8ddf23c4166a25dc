namespace Syndication.Ingest.Formats.Feeds;

/// <summary>What the elements of one document share: its text, how references in it are read, and what was mended.</summary>
internal sealed class FeedMarkup(string text, DocumentType documentType, Mendings mendings)
{
    /// <summary>The document.</summary>
    public string Text { get; } = text;

    public References References { get; } = new(documentType, mendings);

    public Mendings Mendings { get; } = mendings;
}
