using Syndication.Publication;

namespace Syndication.Articles;

/// <summary>A scope as lists of feeds and pages name it.</summary>
/// <param name="Scope">What it is.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Visible">How many articles can be seen in it.</param>
/// <param name="ChangedAt">When its list or anything in it changed last; null: nothing was ever in it.</param>
public sealed record ListedScope(Scope Scope, string Name, int Visible, DateTimeOffset? ChangedAt);
