using System.Text.RegularExpressions;

namespace Syndication.Ingest.Formats;

/// <summary>Reads any document that is understood, by asking the readers in turn.</summary>
internal sealed class SourceReader(IEnumerable<ISourceReader> readers)
{
    /// <summary>What was understood; <see cref="SourceKinds.Unknown"/> with an error where nobody knew it. Never throws for what the bytes are.</summary>
    public SourceDocument Read(SourceBytes source, CancellationToken ct)
    {
        foreach (var reader in readers)
        {
            if (Read(reader, SourceKinds.Unknown, source, ct) is { } document)
                return document;
        }

        return SourceDocument.Refused(SourceKinds.Unknown, "no feed, wire story, export, Markdown, HTML or text that is known here");
    }

    /// <summary>Asks one reader; what it stumbles over is refused.</summary>
    /// <param name="reader">Which.</param>
    /// <param name="kind">What a document is called that it stumbles over.</param>
    /// <param name="source">Where from, how labelled, and the bytes.</param>
    /// <param name="ct">Cancels.</param>
    public static SourceDocument? Read(ISourceReader reader, string kind, SourceBytes source, CancellationToken ct)
    {
        try
        {
            return reader.Read(source, ct);
        }
        catch (InvalidOperationException)
        {
            // Of JSON: a text in it is none, such as half of a surrogate pair.
            return SourceDocument.Refused(kind, "every text in it must be valid Unicode");
        }
        catch (RegexMatchTimeoutException)
        {
            return SourceDocument.Refused(kind, "text that can be understood in reasonable time");
        }
    }
}
