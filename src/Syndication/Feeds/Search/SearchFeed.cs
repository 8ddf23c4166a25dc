using Syndication.Articles.Search;

namespace Syndication.Feeds.Search;

/// <summary>The newest articles that match a search.</summary>
internal sealed record SearchFeed(SearchQuery Search) : FeedSubject
{
    public override string Path => "search";

    public override string Query => "?q=" + Uri.EscapeDataString(Search.Text);

    public override bool IsOpenEnded => true;

    public override bool IsCostly => true;
}
