using Microsoft.AspNetCore.Http;
using Syndication.Feeds;

namespace Syndication.Tests.Feeds;

public sealed class FeedPartsTests
{
    [Theory]
    [InlineData("https://example.org/a b?c=[1]#d", "https://example.org/a%20b?c=%5B1%5D#d")]
    [InlineData("https://münchen.example/straße", "https://xn--mnchen-3ya.example/stra%C3%9Fe")]
    [InlineData("https://example.org:8443/x", "https://example.org:8443/x")]
    [InlineData("http://[2001:db8::1]/x", null)]
    [InlineData("javascript:alert(1)", null)]
    [InlineData("/relative", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Addresses_are_absolute_http_in_ascii(string? address, string? expected) => Assert.Equal(expected, FeedUri.Of(address));

    [Theory]
    [InlineData(null, "Identity")]
    [InlineData("gzip, deflate", "Gzip")]
    [InlineData("gzip, deflate, br, zstd", "Brotli")]
    [InlineData("br;q=0.5, gzip", "Gzip")]
    [InlineData("br;q=0, gzip;q=0", "Identity")]
    [InlineData("*", "Brotli")]
    [InlineData("*;q=0.5, br;q=0", "Gzip")]
    [InlineData("identity", "Identity")]
    [InlineData("x-gzip", "Gzip")]
    [InlineData(";;;", "Identity")]
    public void The_best_accepted_coding_is_chosen(string? accept, string expected)
    {
        var request = new DefaultHttpContext().Request;
        if (accept is not null)
            request.Headers.AcceptEncoding = accept;

        Assert.Equal(expected, ContentEncodings.Choose(request).ToString());
    }

    [Fact]
    public void One_giant_article_costs_only_its_own_text()
    {
        var items = new[] { Item("giant", 200_000), Item("small", 1000), Item("other", 1000) };

        var fitted = ByteBudget.Fit(items, 100_000);

        Assert.Equal([false, true, true], fitted.Select(item => item.ContentHtml is not null));
    }

    [Fact]
    public void Where_even_the_summaries_are_too_many_the_oldest_are_left_out()
    {
        var items = Enumerable.Range(0, 100).Select(i => Item("item " + i, 10)).ToList();

        var fitted = ByteBudget.Fit(items, 65_536);

        Assert.InRange(fitted.Count, 10, 60);
        Assert.Equal(items.Take(fitted.Count).Select(item => item.Title), fitted.Select(item => item.Title));
    }

    [Fact]
    public void The_newest_is_never_left_out() => Assert.Single(ByteBudget.Fit([Item(new string('t', 100_000), 10)], 65_536));

    [Theory]
    [InlineData("image/jpeg", true)]
    [InlineData("image/svg+xml", true)]
    [InlineData("image/jpeg; q=1", false)]
    [InlineData("image", false)]
    [InlineData("a/b\n", false)]
    [InlineData(null, false)]
    public void Media_types_have_their_form(string? type, bool valid) => Assert.Equal(valid, MediaType.IsValid(type));

    private static FeedItem Item(string title, int length) =>
        new()
        {
            Id = "urn:uuid:01a208ad-1cb1-7f88-b44a-07c39494e0f5",
            Url = "http://localhost/articles/x",
            Title = title,
            Summary = "Some words.",
            ContentHtml = new string('x', length),
            Language = "en",
            Published = DateTimeOffset.UnixEpoch,
            Updated = DateTimeOffset.UnixEpoch,
            Authors = [],
            Categories = [],
            Attachments = [],
        };
}
