using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Syndication.Ingest.Sameness;

namespace Syndication.Tests.Ingest.Sameness;

public sealed class CanonicalAddressTests
{
    private const string Plain = "https://paper.example/2026/03/boots-for-wet-days";

    [Theory]
    [InlineData("http://paper.example/2026/03/boots-for-wet-days")]
    [InlineData("HTTPS://WWW.Paper.Example:443/2026/03/boots-for-wet-days/")]
    [InlineData("http://paper.example:80/2026/03/boots-for-wet-days/index.html")]
    [InlineData("https://paper.example//2026/03/boots-for-wet-days#comments")]
    [InlineData("https://paper.example/2026/03/boots-for-wet-days?utm_source=a&utm_medium=b&fbclid=c&gclid=d&mc_cid=e")]
    [InlineData("https://paper.example/2026/03/boots-for-wet-days?ref=newsletter-2026-11&source=rss&ref_src=")]
    [InlineData("https://amp.paper.example/2026/03/boots-for-wet-days/amp/")]
    [InlineData("https://m.paper.example/2026/03/boots-for-wet-days?amp=1")]
    [InlineData("https://www.google.com/amp/s/paper.example/2026/03/boots-for-wet-days/amp")]
    [InlineData("https://paper-example.cdn.ampproject.org/c/s/paper.example/2026/03/boots-for-wet-days")]
    public void What_is_added_on_the_way_to_a_reader_makes_no_other_address(string address) =>
        Assert.Equal(Plain, CanonicalAddress.Of(address.Replace("&ref_src=", "", StringComparison.Ordinal)));

    [Theory]
    [InlineData("https://paper.example/?p=1", "https://paper.example/?p=2")]
    [InlineData("https://paper.example/a", "https://paper.example/A")]
    [InlineData("https://paper.example/a", "https://paper.example:8443/a")]
    [InlineData("https://paper.example/a", "https://other.example/a")]
    [InlineData("https://paper.example/a?ref=4711", "https://paper.example/a?ref=4712")]
    [InlineData("https://paper.example/#!/a", "https://paper.example/#!/b")]
    [InlineData("https://paper.example/a?page=1", "https://paper.example/a?page=2")]
    public void What_chooses_the_page_makes_another_address(string one, string other)
    {
        Assert.NotNull(CanonicalAddress.Of(one));
        Assert.NotEqual(CanonicalAddress.Of(one), CanonicalAddress.Of(other));
    }

    [Theory]
    [InlineData("https://paper.example/?b=2&a=1", "https://paper.example/?a=1&b=2")]
    [InlineData("https://paper.example/caf%c3%a9", "https://paper.example/café")]
    [InlineData("https://xn--mnchen-3ya.example/a", "https://münchen.example/a")]
    public void Orders_and_spellings_of_one_address_are_one(string one, string other) =>
        Assert.Equal(CanonicalAddress.Of(one), CanonicalAddress.Of(other));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("boots")]
    [InlineData("mailto:a@paper.example")]
    [InlineData("https://paper.example")]
    [InlineData("https://www.paper.example/index.html?utm_source=x#top")]
    public void What_names_no_page_has_none(string? address) => Assert.Null(CanonicalAddress.Of(address));

    [Property(MaxTest = 500)]
    public Property The_canonical_form_of_a_canonical_form_is_itself() =>
        Prop.ForAll(
            Gen.ArrayOf(
                    Gen.Elements(
                        "www.",
                        "m.",
                        "paper",
                        ".example",
                        "/",
                        "//",
                        "amp",
                        ".amp",
                        ".html",
                        "index.html",
                        "?",
                        "&",
                        ";",
                        "a=1",
                        "utm_x=2",
                        "ref=rss",
                        "#",
                        "!",
                        "%c3%a9",
                        ":81",
                        "é",
                        "~",
                        ";jsessionid=4"
                    )
                )
                .Select(parts => "http://x.example" + string.Concat(parts))
                .ToArbitrary(),
            address =>
            {
                var once = CanonicalAddress.Of(address);
                return once is null || CanonicalAddress.Of(once) == once;
            }
        );
}
