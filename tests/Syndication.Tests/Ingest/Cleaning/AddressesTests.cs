using Syndication.Ingest.Cleaning;

namespace Syndication.Tests.Ingest.Cleaning;

public sealed class AddressesTests
{
    private static readonly Uri Base = new("https://news.test/a/b");

    [Theory]
    [InlineData("c", "https://news.test/a/c")]
    [InlineData("/c?x=ö", "https://news.test/c?x=%C3%B6")]
    [InlineData("//cdn.test/c", "https://cdn.test/c")]
    [InlineData("HTTP://Other.test/C", "http://other.test/C")]
    [InlineData("tel:+4912345", "tel:+4912345")]
    [InlineData("mailto:a@b.test?subject=x", "mailto:a@b.test?subject=x")]
    [InlineData("javascript:alert(1)", null)]
    [InlineData(" java\tscript:alert(1)", null)]
    [InlineData("data:text/html,x", null)]
    [InlineData("file:///etc/passwd", null)]
    [InlineData("http://", null)]
    [InlineData("", null)]
    public void A_link_is_absolute_and_harmless_or_none(string raw, string? expected) => Assert.Equal(expected, Addresses.Link(raw, Base));

    [Theory]
    [InlineData("a.jpg, b.jpg 2x", "https://news.test/a/a.jpg, https://news.test/a/b.jpg 2x")]
    [InlineData("/w_1,h_2/a.jpg 300w,/b.jpg 600w", "https://news.test/w_1%2Ch_2/a.jpg 300w, https://news.test/b.jpg 600w")]
    [InlineData("a.jpg,", "https://news.test/a/a.jpg")]
    [InlineData("javascript:x 1x, a.jpg 2x", "https://news.test/a/a.jpg 2x")]
    [InlineData(" , ", null)]
    public void A_set_of_sources_is_made_absolute(string raw, string? expected) => Assert.Equal(expected, Addresses.SourceSet(raw, Base));
}
