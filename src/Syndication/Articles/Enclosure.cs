namespace Syndication.Articles;

/// <summary>A file that goes with an article.</summary>
/// <param name="Url">Absolute http(s) address.</param>
/// <param name="Type">Media type.</param>
/// <param name="Bytes">Length; 0 when unknown (RSS 2.0 requires a number).</param>
public sealed record Enclosure(string Url, string Type, long Bytes = 0);
