namespace Syndication.Ingest.Sources;

/// <summary>A page of a source.</summary>
/// <param name="Asked">What was asked for, which may have led elsewhere.</param>
/// <param name="Fetched">What came.</param>
internal sealed record SourcePage(Uri Asked, Fetched Fetched);
