using FsCheck.Xunit;
using Syndication.Ingest.FullText;

namespace Syndication.Tests.Ingest.FullText;

/// <summary>RFC 9309, its own examples first.</summary>
public sealed class RobotsFileTests
{
    // Section 5.1.
    private const string Simple = """
        User-Agent: *
        Disallow: *.gif$
        Disallow: /example/
        Allow: /publications/

        User-Agent: foobot
        Disallow:/
        Allow:/example/page.html
        Allow:/example/allowed.gif

        User-Agent: barbot
        User-Agent: bazbot
        Disallow: /example/page.html

        User-Agent: quxbot
        """;

    [Theory]
    [InlineData("foobot", "/example/page.html", true)]
    [InlineData("foobot", "/example/allowed.gif", true)]
    [InlineData("foobot", "/example/", false)]
    [InlineData("foobot", "/publications/", false)]
    [InlineData("barbot", "/example/page.html", false)]
    [InlineData("barbot", "/a.gif", true)]
    [InlineData("bazbot", "/example/page.html", false)]
    [InlineData("bazbot", "/example/", true)]
    [InlineData("quxbot", "/example/", true)]
    [InlineData("quxbot", "/a.gif", true)]
    [InlineData("other", "/example/page.html", false)]
    [InlineData("other", "/a.gif", false)]
    [InlineData("other", "/a.gif?b", true)]
    [InlineData("other", "/publications/", true)]
    [InlineData("other", "/", true)]
    public void The_groups_of_the_first_example(string product, string path, bool allowed) =>
        Assert.Equal(allowed, RobotsFile.Parse(Simple, product).Allows(path));

    // Section 5.2.
    [Fact]
    public void The_longest_match_decides()
    {
        var rules = RobotsFile.Parse("User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif", "foobot");

        Assert.False(rules.Allows("/example/page/disallowed.gif"));
        Assert.True(rules.Allows("/example/page/other.gif"));
    }

    // Section 2.2.2.
    [Theory]
    [InlineData("/foo/bar?baz=quz", "/foo/bar?baz=quz")]
    [InlineData("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https://foo.bar")]
    [InlineData("/foo/bar/ツ", "/foo/bar/%E3%83%84")]
    [InlineData("/foo/bar/%E3%83%84", "/foo/bar/%E3%83%84")]
    [InlineData("/foo/bar/%62%61%7A", "/foo/bar/baz")]
    [InlineData("/~joe", "/%7Ejoe")]
    public void Paths_are_compared_octet_by_octet(string rule, string path) =>
        Assert.False(RobotsFile.Parse("User-agent: *\nDisallow: " + rule, "x").Allows(path));

    // Section 2.2.3.
    [Theory]
    [InlineData("/path/file-with-a-%2A.html", "/path/file-with-a-%2A.html", false)]
    [InlineData("/path/file-with-a-%2A.html", "/path/file-with-a-b.html", true)]
    [InlineData("/path/foo-%24", "/path/foo-%24", false)]
    [InlineData("/this/*/exactly", "/this/anything/at/all/exactly", false)]
    [InlineData("/this/path/exactly$", "/this/path/exactly", false)]
    [InlineData("/this/path/exactly$", "/this/path/exactly/", true)]
    [InlineData("*.php", "/index.php?x", false)]
    [InlineData("/a*b*c$", "/aXbXbXc", false)]
    [InlineData("/a*b*c$", "/aXbXbXcd", true)]
    public void Special_characters(string rule, string path, bool allowed) =>
        Assert.Equal(allowed, RobotsFile.Parse("User-agent: *\nDisallow: " + rule, "x").Allows(path));

    [Fact]
    public void Groups_that_name_the_product_are_one_whatever_lies_between_them()
    {
        var rules = RobotsFile.Parse(
            "user-agent: SYNDICATION\ndisallow: /a\nsitemap: https://x.example/s.xml\nuser-agent: other\ndisallow: /b\n\nuser-agent: Syndication/2.0\ndisallow: /c # here",
            "Syndication"
        );

        Assert.Equal([false, true, false], new[] { "/a", "/b", "/c" }.Select(rules.Allows));
    }

    [Fact]
    public void Of_equal_matches_the_one_that_allows_wins_in_either_order()
    {
        Assert.True(RobotsFile.Parse("User-agent: *\nAllow: /a\nDisallow: /a", "x").Allows("/a"));
        Assert.True(RobotsFile.Parse("User-agent: *\nDisallow: /a\nAllow: /a", "x").Allows("/a"));
    }

    [Fact]
    public void An_empty_disallow_allows_all_and_the_file_itself_is_always_open()
    {
        Assert.True(RobotsFile.Parse("User-agent: *\nDisallow:", "x").Allows("/a"));
        Assert.False(RobotsFile.Closed.Allows("/a"));
        Assert.True(RobotsFile.Closed.Allows("/robots.txt"));
        Assert.True(RobotsFile.Open.Allows("/a"));
    }

    [Fact]
    public void The_delay_that_is_asked_for_is_that_of_our_group()
    {
        var text = "\uFEFFUser-agent: *\r\nCrawl-delay: 10\r\nDisallow: /x\r\rUser-agent: Syndication\r\nCrawl-delay: 2.5";

        Assert.Equal(TimeSpan.FromSeconds(2.5), RobotsFile.Parse(text, "Syndication").CrawlDelay);
        Assert.Equal(TimeSpan.FromSeconds(10), RobotsFile.Parse(text, "x").CrawlDelay);
        Assert.Null(RobotsFile.Parse("User-agent: *\nCrawl-delay: soon", "x").CrawlDelay);
    }

    [Property(MaxTest = 500)]
    public void Whatever_stands_there_there_is_an_answer(string? text, string? path) =>
        _ = RobotsFile.Parse("User-agent: *\nDisallow: " + text, "x").Allows("/" + path);

    [Property(MaxTest = 500)]
    public void A_path_is_disallowed_by_itself_and_by_each_of_its_beginnings(byte[] letters)
    {
        var path = "/" + string.Concat((letters ?? []).Select(letter => (char)('a' + (letter % 26))));
        for (var length = 1; length <= path.Length; length++)
            Assert.False(RobotsFile.Parse($"User-agent: *\nDisallow: {path[..length]}", "x").Allows(path));
    }

    [Fact]
    public void Many_stars_cost_no_more_than_their_number()
    {
        var rules = RobotsFile.Parse("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 2000)) + "$", "x");

        Assert.True(rules.Allows("/" + new string('a', 4000) + "b"));
    }
}
