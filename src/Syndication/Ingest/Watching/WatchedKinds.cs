namespace Syndication.Ingest.Watching;

/// <summary>What a file's name says that it is.</summary>
internal static class WatchedKinds
{
    /// <summary>The kind; <see cref="WatchedKind.None"/> where files of that name are passed over.</summary>
    public static WatchedKind Of(string name) =>
        Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".md" or ".markdown" or ".mdown" => WatchedKind.Markdown,
            ".html" or ".htm" or ".xhtml" => WatchedKind.Html,
            ".txt" or ".text" => WatchedKind.Text,
            ".json" => WatchedKind.Json,
            ".xml" or ".nitf" or ".newsml" or ".rss" or ".atom" => WatchedKind.Xml,
            _ => WatchedKind.None,
        };
}

/// <summary>Kinds of files of a watched folder.</summary>
internal enum WatchedKind
{
    /// <summary>Not read.</summary>
    None,

    /// <summary>Markdown with front matter.</summary>
    Markdown,

    /// <summary>An HTML page with one article.</summary>
    Html,

    /// <summary>Plain text as a newsroom hands it over.</summary>
    Text,

    /// <summary>Articles of our API's contract, or a document of another system.</summary>
    Json,

    /// <summary>A document of another system.</summary>
    Xml,
}
