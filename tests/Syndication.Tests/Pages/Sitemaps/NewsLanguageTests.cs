using Syndication.Pages.Sitemaps;

namespace Syndication.Tests.Pages.Sitemaps;

public sealed class NewsLanguageTests
{
    [Theory]
    [InlineData("en-US", "en")]
    [InlineData("de", "de")]
    [InlineData("fil-PH", "fil")]
    [InlineData("sr-Latn-RS", "sr")]
    [InlineData("zh", "zh-cn")]
    [InlineData("zh-CN", "zh-cn")]
    [InlineData("zh-Hans-HK", "zh-cn")]
    [InlineData("zh-HK", "zh-tw")]
    [InlineData("zh-Hant", "zh-tw")]
    [InlineData("zh-TW", "zh-tw")]
    public void Languages_are_named_as_google_names_them(string tag, string expected) => Assert.Equal(expected, NewsLanguage.Of(tag));
}
