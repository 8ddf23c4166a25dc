namespace Syndication.Subscribers.Lists;

/// <summary>A row of a list.</summary>
/// <param name="Line">Its line in the file, from 1.</param>
/// <param name="Standing">Whether mail is wanted.</param>
/// <param name="Input">What it says, in the contract's form.</param>
internal sealed record ListRow(long Line, ListStanding Standing, SubscriberInput Input);
