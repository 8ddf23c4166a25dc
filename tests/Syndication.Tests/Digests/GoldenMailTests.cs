using Microsoft.Extensions.DependencyInjection;
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
        var rendered = Compile(layout, 102_000).Rendered;

        var name = layout.ToString().ToLowerInvariant();
        Golden.Matches($"Digests/digest-{name}.html", Approvable(rendered.Html!, rendered.Holes));
        Golden.Matches($"Digests/digest-{name}.txt", rendered.Subject + "\n\n" + Approvable(rendered.Text, rendered.Holes));
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

    private static CompiledIssue Compile(MailLayout layout, int budget)
    {
        using var host = new SyndicationHost();
        host.Settings["Digests:ByteBudget"] = budget.ToString();
        return host
            .Services.GetRequiredService<IssueCompiler>()
            .Compile(SampleEdition.Of(layout), SampleEdition.Candidates(), 0, keepAll: false);
    }

    // The holes alone differ from one rendering to the next.
    private static string Approvable(string rendered, Holes holes) =>
        holes.Fill(rendered, "https://reader.invalid/preferences", "https://reader.invalid/unsubscribe");
}
