namespace Syndication.Storage;

/// <summary>The words of what can be searched, in the dialect of the store's provider. It works inside its context's transaction.</summary>
/// <remarks>Documents are numbered by the caller. A search gives the highest numbers first and reads no further than it has to.</remarks>
public abstract class TextIndex
{
    /// <summary>Takes a document, in place of the one that has its number.</summary>
    public abstract Task PutAsync(long number, IndexedText text, CancellationToken ct);

    /// <summary>Forgets a document; one that is not there is no fault.</summary>
    public abstract Task RemoveAsync(long number, CancellationToken ct);

    /// <summary>The numbers of the documents that match, highest first.</summary>
    /// <param name="query">Whatever its words are, they are words: none of them is read as a part of the dialect.</param>
    /// <param name="count">Most numbers.</param>
    /// <param name="ct">Cancels.</param>
    public abstract Task<IReadOnlyList<long>> FindAsync(TextQuery query, int count, CancellationToken ct);
}

/// <summary>What a document is found by. A phrase is found within one field, not across two.</summary>
public sealed record IndexedText
{
    /// <summary>Headline.</summary>
    public required string Title { get; init; }

    /// <summary>Deck.</summary>
    public required string Summary { get; init; }

    /// <summary>Body, plain text.</summary>
    public required string Body { get; init; }

    /// <summary>Names of those who wrote it.</summary>
    public required string Authors { get; init; }

    /// <summary>Tags.</summary>
    public required string Tags { get; init; }
}

/// <summary>What to look for: documents with all of the wanted terms and none of the unwanted ones.</summary>
/// <param name="Wanted">At least one.</param>
/// <param name="Unwanted">May be empty.</param>
public sealed record TextQuery(IReadOnlyList<TextTerm> Wanted, IReadOnlyList<TextTerm> Unwanted);

/// <summary>One word, or several that follow each other.</summary>
/// <param name="Words">The words; each has a letter or digit.</param>
/// <param name="IsPrefix">Whether the last of them may go on.</param>
public readonly record struct TextTerm(string Words, bool IsPrefix = false);
