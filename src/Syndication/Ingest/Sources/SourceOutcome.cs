using System.Text.Json.Serialization;

namespace Syndication.Ingest.Sources;

/// <summary>What a fetch came to.</summary>
[JsonConverter(typeof(CamelCaseNames<SourceOutcome>))]
internal enum SourceOutcome
{
    /// <summary>It brought a document, which was read.</summary>
    Read = 0,

    /// <summary>304, or the same bytes as before: nothing was read.</summary>
    NotModified = 1,

    /// <summary>It asked to be left alone for a while (429, 503).</summary>
    Busy = 2,

    /// <summary>No answer, or another one than was asked for.</summary>
    Failed = 3,

    /// <summary>The guard let nothing through to where the address leads.</summary>
    Refused = 4,

    /// <summary>An answer of which nothing could be read.</summary>
    Unreadable = 5,

    /// <summary>It is over: 410, or the document says so.</summary>
    Ended = 6,
}
