using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Syndication.Ingest.Sameness;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Sameness;

public sealed class CopyComparisonTests
{
    private static readonly string[] Titles = ["The harbour opens", "The harbour opens again", "A kettle", ""];

    private static readonly string[] Bodies =
    [
        string.Concat(Enumerable.Repeat("The ferry came in at seven and left at nine with all its passengers. ", 8)),
        string.Concat(Enumerable.Repeat("The ferry came in at eight and left at nine with all its passengers. ", 8)),
        "A few words.",
    ];

    private static readonly string[] Addresses =
    [
        "https://a.test/harbour",
        "https://a.test/harbour-2",
        "https://b.test/harbour",
        "https://a.test/",
    ];

    private static Gen<ArticleCopy> Copies =>
        from title in Gen.Elements(Titles)
        from body in Gen.Elements(Bodies)
        from address in Gen.Elements(Addresses)
        from hasAddress in Gen.Elements(true, false)
        from seconds in Gen.Elements<int?>(null, 0, 59, 60, 61, 86_400)
        select new ArticleCopy
        {
            Title = TextWords.Of(title),
            Body = TextWords.Of(body),
            PublishedAt = seconds is { } after ? SyndicationHost.Start.AddSeconds(after) : null,
            Addresses = hasAddress ? [address] : [],
        };

    [Property(MaxTest = 3000)]
    public Property What_is_told_apart_before_it_is_read_would_have_been_told_apart_after_it() =>
        Prop.ForAll(
            Copies.ToArbitrary(),
            Copies.ToArbitrary(),
            (given, known) =>
                !new CopyComparison(given, known).IsSameInOneSource
                || CopyComparison.CanBeSameInOneSource(given, known.PublishedAt, known.Addresses)
        );

    [Fact]
    public void Some_of_them_are_the_same() =>
        Assert.True(
            new CopyComparison(Copy(Bodies[0]), Copy(Bodies[0])).IsSameInOneSource
                && !new CopyComparison(Copy(Bodies[0]), Copy(Bodies[2])).IsSameInOneSource
        );

    private static ArticleCopy Copy(string body) =>
        new()
        {
            Title = TextWords.Of(Titles[0]),
            Body = TextWords.Of(body),
            PublishedAt = SyndicationHost.Start,
        };
}
