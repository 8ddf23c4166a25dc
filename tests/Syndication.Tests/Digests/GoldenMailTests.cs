using Syndication.Digests;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

public sealed class GoldenMailTests
{
    [Theory]
    [InlineData(MailLayout.Full)]
    [InlineData(MailLayout.Headlines)]
    public void A_mail_is_as_it_was_approved(MailLayout layout)
    {
        var compiled = Compile(layout, 102_000);

        Approve(Name(layout), compiled);
    }

    [Theory]
    [InlineData(MailLayout.Full)]
    [InlineData(MailLayout.Headlines)]
    public void A_mail_with_what_editors_add_is_as_it_was_approved(MailLayout layout) =>
        Approve($"editors-{Name(layout)}", GoldenMails.Compile(SampleEdition.WithMatter(layout), SampleEdition.Candidates()));

    [Theory]
    [InlineData("de", MailLayout.Full)]
    [InlineData("de", MailLayout.Headlines)]
    [InlineData("fr", MailLayout.Full)]
    [InlineData("fr", MailLayout.Headlines)]
    [InlineData("es", MailLayout.Full)]
    [InlineData("es", MailLayout.Headlines)]
    public void A_mail_in_another_language_is_as_it_was_approved(string language, MailLayout layout) =>
        Approve(
            $"{language}-{Name(layout)}",
            GoldenMails.Compile(SampleEdition.Of(layout) with { Language = language }, SampleEdition.Candidates())
        );

    [Theory]
    [InlineData(MailLayout.Full)]
    [InlineData(MailLayout.Headlines)]
    public void A_mail_from_right_to_left_is_as_it_was_approved(MailLayout layout) =>
        Approve($"rtl-{Name(layout)}", GoldenMails.Compile(SampleEdition.RightToLeft(layout), SampleEdition.RightToLeftCandidates()));

    [Fact]
    public void A_mail_that_not_every_issue_is_like_is_as_it_was_approved()
    {
        foreach (var (name, mail) in GoldenMails.Rare())
            Approve(name, mail);
    }

    [Fact]
    public void A_text_part_keeps_to_its_width_and_numbers_its_links()
    {
        var text = Compile(MailLayout.Full, 102_000).Rendered.Text;

        Assert.All(
            text.Split('\n').Where(line => !line.Contains("://", StringComparison.Ordinal)),
            line => Assert.InRange(line.Length, 0, 72)
        );
        Assert.Contains("register of the Ulmen bridge [2]", text.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("[2] https://example.org/ulmen?a=1&b=2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mail_asks_for_nothing_that_mail_programs_drop()
    {
        var html = Compile(MailLayout.Full, 102_000).Rendered.Html!;

        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
        foreach (var image in HtmlToken.Read(html).Where(token => token is { Kind: HtmlTokenKind.Open, Name: "img" }))
        {
            Assert.NotNull(image.Attribute("alt"));
            Assert.NotNull(image.Attribute("width"));
            Assert.NotNull(image.Attribute("height"));
        }
    }

    [Fact]
    public void Every_link_of_a_mail_leads_to_a_place_in_it_or_to_a_whole_address()
    {
        using var host = new SyndicationHost();
        foreach (var (name, mail) in GoldenMails.AllSent(host))
        {
            var tokens = HtmlToken.Read(mail.Body.Html ?? "").Where(token => token.Kind is HtmlTokenKind.Open).ToList();
            var places = tokens.Select(token => token.Attribute("id")).ToHashSet(StringComparer.Ordinal);
            var links = tokens.Where(token => token.Name is "a").Select(token => token.Attribute("href") ?? "").ToList();
            foreach (var link in links)
                Assert.True(
                    link.StartsWith('#')
                        ? places.Contains(link[1..])
                        : Uri.TryCreate(link, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" or "mailto",
                    $"{name}: {link}"
                );
        }
    }

    [Fact]
    public void A_small_budget_shortens_before_it_leaves_out()
    {
        var roomy = Compile(MailLayout.Full, 102_000);
        var tight = Compile(MailLayout.Full, 27_000);

        Assert.All(roomy.Edition.Articles, article => Assert.Equal(ArticleForm.Full, article.Form));
        Assert.Equal(roomy.Edition.Articles.Count, tight.Edition.Articles.Count);
        Assert.Contains(tight.Edition.Articles, article => article.Form is not ArticleForm.Full);
        Assert.InRange(tight.Bytes, 1, 27_000);
    }

    private static void Approve(string name, CompiledIssue compiled)
    {
        var rendered = compiled.Rendered;
        if (rendered.Html is { } html)
            Golden.Matches($"Digests/digest-{name}.html", GoldenMails.Approvable(html, rendered.Holes));
        Golden.Matches($"Digests/digest-{name}.txt", rendered.Subject + "\n\n" + GoldenMails.Approvable(rendered.Text, rendered.Holes));
    }

    private static string Name(MailLayout layout) => layout.ToString().ToLowerInvariant();

    private static CompiledIssue Compile(MailLayout layout, int budget) =>
        GoldenMails.Compile(SampleEdition.Of(layout), SampleEdition.Candidates(), budget);
}
