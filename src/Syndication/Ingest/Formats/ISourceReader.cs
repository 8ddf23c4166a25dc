namespace Syndication.Ingest.Formats;

/// <summary>Understands one family of documents. Pure: the same bytes give the same document, no clock, no store, no network.</summary>
internal interface ISourceReader
{
    /// <summary>Reads it, or says that it is not of this family.</summary>
    /// <param name="source">Where from, how labelled, and the bytes.</param>
    /// <param name="ct">Cancels between items.</param>
    /// <returns>Null: another reader's. A document of the family that cannot be read has <see cref="SourceDocument.Error"/>.</returns>
    SourceDocument? Read(SourceBytes source, CancellationToken ct);
}

/// <summary>A document as it arrived.</summary>
/// <param name="Content">Decompressed, at most 16 MiB for what was fetched.</param>
/// <param name="ContentType">The value of the header, with its parameters; null: not said (a file).</param>
/// <param name="Address">What relative addresses are taken from; null: unknown.</param>
internal sealed record SourceBytes(ReadOnlyMemory<byte> Content, string? ContentType, Uri? Address)
{
    /// <summary>The value of the header Content-Language, which counts where the document names none; null: not said.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>The file's name, for what tells itself by its ending; null: not a file.</summary>
    public string? FileName { get; init; }
}
