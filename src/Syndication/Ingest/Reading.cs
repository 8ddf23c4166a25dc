using Syndication.Articles;

namespace Syndication.Ingest;

/// <summary>What became of a document: content that is ready to be stored, or the faults that keep it out.</summary>
internal sealed record Reading
{
    /// <summary>Null where there are faults.</summary>
    public ArticleContent? Content { get; init; }

    /// <summary>The content's body, prepared for being stored; null: whoever stores it does that.</summary>
    public IncomingBody? Body { get; init; }

    /// <summary>What was understood, as the sender wrote it; null where not even that was possible.</summary>
    public ArticleDocument? Document { get; init; }

    /// <summary>Empty where there is content.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Whether it is news to mail readers, by the sender's word; null: not said, and a known article stays what it is.</summary>
    public bool? Announce { get; init; }

    /// <summary>What was put right on the way in, one line each.</summary>
    public IReadOnlyList<string> Cleaned { get; init; } = [];

    /// <summary>What the sender should know about how it was understood, one line each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The standing note at the end of a text whose section has none; null otherwise.</summary>
    public string? OfferedNote { get; init; }

    /// <summary>The identity that the document itself names; null: the caller's.</summary>
    public string? OwnId { get; init; }

    /// <summary>Front matter that has no place in an article, as text by key.</summary>
    public IReadOnlyDictionary<string, string> Extra { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A reading that failed before any rule could be checked.</summary>
    public static Reading Refused(string field, string? value, string rule) => new() { Faults = [new Fault(field, value, rule)] };
}
