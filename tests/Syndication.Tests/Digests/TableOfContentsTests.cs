using System.Text.RegularExpressions;
using Syndication.Digests;
using Syndication.Subscribers;

namespace Syndication.Tests.Digests;

/// <summary>When a mail begins with a table of its contents, and what is in it.</summary>
public sealed partial class TableOfContentsTests
{
    [Theory]
    [InlineData(MailLayout.Full)]
    [InlineData(MailLayout.Headlines)]
    public void More_than_five_items_are_listed_each_with_its_place_in_the_mail(MailLayout layout)
    {
        var candidates = SampleEdition.Candidates();

        var mail = GoldenMails.Compile(SampleEdition.Of(layout), [.. candidates.Take(6)]);

        Assert.Equal(
            mail.Edition.Articles.Select(article => article.Article.Title).Order(StringComparer.Ordinal),
            Listed(mail).Order(StringComparer.Ordinal)
        );
        Assert.All(
            Entry.Matches(mail.Rendered.Html!).Select(entry => entry.Groups["anchor"].Value),
            anchor => Assert.Contains($" id=\"{anchor}\"", mail.Rendered.Html!, StringComparison.Ordinal)
        );
        Assert.Contains("\n1. ", mail.Rendered.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(MailLayout.Full)]
    [InlineData(MailLayout.Headlines)]
    public void Five_items_are_seen_at_a_glance(MailLayout layout) =>
        Assert.Empty(Listed(GoldenMails.Compile(SampleEdition.Of(layout), [.. SampleEdition.Candidates().Take(5)])));

    [Fact]
    public void Of_six_items_those_that_room_made_bare_headlines_are_not_said_twice()
    {
        for (var budget = 102_000; budget > 12_000; budget -= 2_000)
        {
            var mail = GoldenMails.Compile(
                SampleEdition.Of(MailLayout.Full),
                [.. SampleEdition.Candidates().Take(6)],
                budget,
                keepAll: true
            );
            var texts = mail.Edition.Articles.Where(article => article.Form is not ArticleForm.Headline).ToList();
            if (texts.Count is < 2 or 6)
                continue;
            Assert.Equal(texts.Select(article => article.Article.Title), Listed(mail));
            return;
        }

        Assert.Fail("No budget made some of them headlines.");
    }

    private static List<string> Listed(CompiledIssue mail) =>
        [.. Entry.Matches(mail.Rendered.Html!).Select(entry => System.Net.WebUtility.HtmlDecode(entry.Groups["title"].Value))];

    [GeneratedRegex("<a class=\"plain\" href=\"#(?<anchor>[^\"]+)\"[^>]*>(?<title>[^<]*)</a>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Entry { get; }
}
