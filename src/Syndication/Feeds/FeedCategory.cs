namespace Syndication.Feeds;

/// <summary>A section or a tag.</summary>
/// <param name="Term">Name in addresses.</param>
/// <param name="Scheme">Which kind of name it is: the address that all of the kind lie below.</param>
/// <param name="Label">As people write it.</param>
internal sealed record FeedCategory(string Term, string Scheme, string Label);
