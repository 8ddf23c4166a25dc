using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using Syndication.Feeds;
using Syndication.Feeds.WebSub;
using Syndication.Publication;

namespace Syndication.Tests.Feeds.WebSub;

public sealed class HubTopicsTests
{
    private static readonly WebAddresses Addresses = new(
        Options.Create(new PublicationOptions { BaseAddress = "https://news.example:8443/" })
    );
    private static readonly FeedLinks Links = new(Addresses);
    private static readonly HubTopics Topics = new(Links, profiles: null!, Addresses);

    [Property(MaxTest = 500)]
    public bool A_feeds_own_address_leads_back_to_it(string title, int kind, int number)
    {
        var slug = Slug.From(title ?? "") ?? "x";
        var scope = (kind & 3) switch
        {
            0 => Scope.Publication,
            1 => Scope.Section(new SectionSlug(slug)),
            2 => Scope.Author(new AuthorSlug(slug)),
            _ => Scope.Tag(new TagSlug(slug)),
        };
        var format = FeedFormats.All[(int)((uint)number % 3)];

        return Topics.Read(Links.Of(scope, format)) == (scope, format) && HubTopics.ScopeOf(scope.Key) == scope;
    }

    [Property(MaxTest = 500)]
    public bool Nothing_else_is_a_topic(string rest) =>
        Topics.Read("https://news.example:8443/feeds/" + rest) is not { } found
        || Links.Of(found.Scope, found.Format) == "https://news.example:8443/feeds/" + rest;

    [Theory]
    [InlineData("https://news.example:8443/feeds/sections/%67ear.rss")]
    [InlineData("https://news.example:8443/feeds/sections/gear%2F.rss")]
    [InlineData("https://news.example:8443/feeds/../feeds/all.rss")]
    [InlineData("https://NEWS.example:8443/feeds/all.rss")]
    [InlineData("http://news.example:8443/feeds/all.rss")]
    [InlineData("https://news.example:8443/feeds/.rss")]
    [InlineData("https://news.example:8443/feeds/all")]
    [InlineData("https://news.example:8443/feeds/")]
    public void Other_ways_to_write_it_are_none(string topic) => Assert.Null(Topics.Read(topic));
}
