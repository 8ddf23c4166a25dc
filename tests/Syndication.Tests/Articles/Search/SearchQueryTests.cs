using FsCheck.Xunit;
using Syndication.Articles.Search;
using Syndication.Tests.Feeds;

namespace Syndication.Tests.Articles.Search;

public sealed class SearchQueryTests
{
    [Theory]
    [InlineData("gear", "gear")]
    [InlineData("  Gear \t  BOOTS\n", "gear boots")]
    [InlineData("gear, boots!", "gear boots")]
    [InlineData("gear gear", "gear")]
    [InlineData("\"Salt  Pans\"", "\"salt pans\"")]
    [InlineData("“salt pans” boots", "\"salt pans\" boots")]
    [InlineData("\"gear\"", "gear")]
    [InlineData("\"salt pans", "\"salt pans\"")]
    [InlineData("gear -boots -\"salt pans\"", "gear -boots -\"salt pans\"")]
    [InlineData("har* tide", "har* tide")]
    [InlineData("well-known don't", "well-known don't")]
    [InlineData("ＧＥＡＲ ﬁsh", "gear fish")]
    [InlineData("東京*", "東京")]
    [InlineData("NEAR(a b) AND title:x OR {y} ^z", "near(a b and title:x or y z")]
    [InlineData("gear 😀 & -", "gear")]
    public void Searches_that_look_for_the_same_are_written_the_same(string typed, string text)
    {
        Assert.True(SearchQuery.TryParse(typed, out var query, out _));
        Assert.Equal(text, query.Text);
    }

    [Theory]
    [InlineData(null, "A search needs at least one word.")]
    [InlineData(" ", "A search needs at least one word.")]
    [InlineData("!? \"\" - * 😀", "A search needs at least one word.")]
    [InlineData("-gear", "A search needs at least one word that is to be found, beside those that are not.")]
    [InlineData("ge*", "A word that ends in * has at least 3 letters before it.")]
    [InlineData("a b c d e f g h i j k l m n o p q r s t u", "A search has at most 20 words and phrases.")]
    public void What_cannot_be_searched_for_is_told_why(string? typed, string fault)
    {
        Assert.False(SearchQuery.TryParse(typed, out _, out var said));
        Assert.Equal(fault, said);
    }

    [Fact]
    public void Two_hundred_characters_are_enough()
    {
        Assert.True(SearchQuery.TryParse(new string('a', 200), out _, out _));
        Assert.False(SearchQuery.TryParse(new string('a', 201), out _, out _));
        // A sign that stands for three letters.
        Assert.False(SearchQuery.TryParse(new string('ﬃ', 70), out _, out _));
    }

    [Property(MaxTest = 2000)]
    public void What_was_read_once_is_read_the_same_again(string? typed) => AssertStable(typed);

    [Property(MaxTest = 1000, Arbitrary = [typeof(HostileText)])]
    public void Hostile_text_too(HostileText typed) => AssertStable(typed.Value);

    private static void AssertStable(string? typed)
    {
        if (!SearchQuery.TryParse(typed, out var query, out var fault))
        {
            Assert.NotEmpty(fault);
            return;
        }

        Assert.True(SearchQuery.TryParse(query.Text, out var again, out _));
        Assert.Equal(query, again);
        Assert.Equal(query.GetHashCode(), again.GetHashCode());
    }
}
