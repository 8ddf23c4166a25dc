using Syndication.Ingest.FullText;

namespace Syndication.Tests.Ingest.FullText;

public sealed class RobotsDirectivesTests
{
    [Theory]
    [InlineData("noindex", "noindex")]
    [InlineData("NOARCHIVE, max-image-preview:large", "noarchive")]
    [InlineData("max-snippet:-1, none", "none")]
    [InlineData("syndication: noindex", "noindex")]
    [InlineData("otherbot: index, Syndication: noindex, noarchive", "noindex")]
    [InlineData("otherbot: noindex, noarchive", null)]
    [InlineData("unavailable_after: 25 Jun 2027 15:00:00 PST, noarchive", "noarchive")]
    [InlineData("index, follow", null)]
    [InlineData("nofollow", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void What_is_said_to_us_counts(string? value, string? refusal) =>
        Assert.Equal(refusal, RobotsDirectives.Refusal(value, "Syndication"));
}
