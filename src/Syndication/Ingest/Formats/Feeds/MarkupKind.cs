namespace Syndication.Ingest.Formats.Feeds;

/// <summary>What the tokenizer stands at.</summary>
internal enum MarkupKind
{
    Text,

    /// <summary>Text as it is: a CDATA section's.</summary>
    Literal,
    Start,
    End,
    EndOfDocument,
}
