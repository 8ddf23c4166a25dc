using System.Globalization;
using Syndication.Publication;

namespace Syndication.Tests.Publication;

public sealed class PublicationOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() =>
        Assert.True(new PublicationOptionsValidator().Validate(null, new PublicationOptions()).Succeeded);

    [Fact]
    public void Each_fault_is_a_line_that_names_key_value_and_rule()
    {
        var options = new PublicationOptions
        {
            BaseAddress = "ftp://x/y",
            Name = "",
            TimeZone = "Mars/Olympus",
            Language = "klingon!",
            Sender = "nobody",
            ReplyTo = "nobody",
        };

        var faults = new PublicationOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(6, faults.Count);
        Assert.All(
            new[] { "BaseAddress", "Name", "TimeZone", "Language", "Sender", "ReplyTo" },
            key => Assert.Single(faults, fault => fault.StartsWith($"Publication:{key}:", StringComparison.Ordinal))
        );
        Assert.Contains(
            "'Mars/Olympus'",
            faults.Single(fault => fault.Contains("TimeZone", StringComparison.Ordinal)),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("de-AT", true)]
    [InlineData("zh-Hant-TW", true)]
    [InlineData("zh-yue", true)]
    [InlineData("ca-valencia", true)]
    [InlineData("es-419", true)]
    [InlineData("sl-rozaj-1994", true)]
    [InlineData("de-u-co-phonebk", true)]
    [InlineData("en-x-house", true)]
    [InlineData("", false)]
    [InlineData("e", false)]
    [InlineData("qqq", false)]
    [InlineData("german", false)]
    [InlineData("en-", false)]
    [InlineData("en--US", false)]
    [InlineData("en_US", false)]
    [InlineData("en-abcdefghi", false)]
    [InlineData("en-US-US-US-US-US-US-US-US-US-US-US-US", false)]
    public void A_language_is_a_tag_of_the_standard_whose_first_part_is_a_language(string tag, bool valid)
    {
        Assert.Equal(valid, LanguageTag.IsValid(tag));
        // Whatever is valid can be asked of the platform later.
        Assert.Equal(valid, valid && CultureInfo.GetCultureInfo(tag).Name.Length > 0);
    }

    [Fact]
    public void A_name_that_no_feed_could_carry_is_refused() =>
        Assert.StartsWith(
            "Publication:Name:",
            Assert.Single(new PublicationOptionsValidator().Validate(null, new PublicationOptions { Name = "The\u0007Post" }).Failures!),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("https://user:word@example.org")]
    [InlineData("https://example.org/news")]
    [InlineData("https://example.org/?a=b")]
    [InlineData("/news")]
    public void A_base_address_is_the_sites_own_and_nothing_more(string address) =>
        Assert.False(new PublicationOptionsValidator().Validate(null, new PublicationOptions { BaseAddress = address }).Succeeded);

    [Theory]
    [InlineData("ar", true)]
    [InlineData("he-IL", true)]
    [InlineData("en", false)]
    public void Right_to_left_is_known_by_the_language(string tag, bool rightToLeft) =>
        Assert.Equal(rightToLeft, LanguageTag.IsRightToLeft(tag));
}
