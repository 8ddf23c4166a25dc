using FsCheck.Xunit;
using Syndication.Publication;

namespace Syndication.Tests.Publication;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Why 3 < 4 matters at low tide", "why-3-4-matters-at-low-tide")]
    [InlineData("Salt & light", "salt-and-light")]
    [InlineData("No such\uFFFEcharacter", "no-such-character")]
    [InlineData("C++", "c-plus-plus")]
    [InlineData("C#", "c-sharp")]
    [InlineData("Disney+ raises its price", "disney-plus-raises-its-price")]
    [InlineData("+++ #harbour: 5+5 +++", "harbour-5-5")]
    [InlineData("Straße nach Łódź", "strasse-nach-lodz")]
    [InlineData("Don’t panic", "dont-panic")]
    [InlineData("  --- Émile Zola!  ", "emile-zola")]
    [InlineData("ما يأخذه البحر", "ما-يأخذه-البحر")]
    [InlineData("港の朝", "港の朝")]
    public void A_slug_is_made_of_a_title(string title, string slug) => Assert.Equal(slug, Slug.From(title));

    [Theory]
    [InlineData("")]
    [InlineData("!!!")]
    [InlineData("✨")]
    public void A_text_without_letters_gives_none(string title) => Assert.Null(Slug.From(title));

    [Theory]
    [InlineData("Upper")]
    [InlineData("a--b")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("..")]
    [InlineData(null)]
    public void What_is_no_slug_is_refused(string? text) => Assert.False(Slug.IsValid(text));

    [Property(MaxTest = 500)]
    public void Whatever_the_title_its_slug_is_valid_or_none(string? title)
    {
        var slug = Slug.From(title ?? "");

        Assert.True(slug is null || Slug.IsValid(slug), slug);
    }

    [Fact]
    public void A_long_title_is_cut_at_a_word()
    {
        var slug = Slug.From(string.Join(' ', Enumerable.Repeat("lighthouse", 20)))!;

        Assert.True(slug.Length <= Slug.MaxLength);
        Assert.EndsWith("lighthouse", slug, StringComparison.Ordinal);
    }
}
