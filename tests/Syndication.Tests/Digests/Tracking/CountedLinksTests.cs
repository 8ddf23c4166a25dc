using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Digests;
using Syndication.Digests.Tracking;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests.Tracking;

/// <summary>What a mail has whose links are counted, and where they lead.</summary>
public sealed partial class CountedLinksTests() : TrackingTest("Clicks")
{
    [Fact]
    public async Task A_preview_has_what_the_mail_will_have()
    {
        await Host.PublishAsync(DigestBench.Piece("Tomorrow's"));
        using var newsroom = await OperatorClientAsync();

        var seen = await newsroom.GetStringAsync("/api/v1/subscribers/reader1@example.org/preview?at=2026-03-03T07:00Z&form=html");
        await Bench.AdvanceAsync(TimeSpan.FromDays(1));
        var sent = await Bench.MailAsync((await Bench.MessagesAsync(1))[^1]);

        Assert.NotEmpty(LinksOf(sent));
        var filled = sent.Body.Holes.Aggregate(sent.Body.Html!, (html, hole) => html.Replace(hole, "…", StringComparison.Ordinal));
        Assert.Equal(Names.Replace(filled, "${kind}…"), Names.Replace(Own.Replace(seen, "…"), "${kind}…"));
    }

    [Fact]
    public async Task Each_leads_exactly_where_the_mail_would_have_led_and_readers_own_links_are_left_alone()
    {
        var mail = await MailAsync();
        var plain = await Host.Database.ReadAsync(
            (db, ct) => db.Set<IssueVersion>().Select(version => version.Html!).SingleAsync(ct),
            CancellationToken.None
        );
        var (before, after) = (Hrefs(plain), Hrefs(mail.Body.Html!));

        // One more: the one that nobody sees.
        Assert.Equal(before.Count + 1, after.Count);
        var counted = 0;
        foreach (var (was, now) in before.Zip(after))
        {
            if (was == now)
            {
                Assert.True(IsLeftAlone(was, mail.Body.Holes), was);
                continue;
            }

            using var answer = await Web.GetAsync(now);
            Assert.Equal((HttpStatusCode.Found, was), (answer.StatusCode, answer.Headers.Location!.OriginalString));
            counted++;
        }

        Assert.True(counted >= 12, $"{counted} links are counted");
        Assert.All(mail.Body.Holes, hole => Assert.Contains(hole, after));
        Assert.DoesNotContain("<img", mail.Body.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("/l/", mail.Body.Text, StringComparison.Ordinal);
        Assert.Contains("https://other.example/?a=1&b=0#c", mail.Body.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_issue_on_the_web_has_plain_links()
    {
        var page = await Web.GetStringAsync($"/issues/{(await OperatorAsync()).Issue}");

        Assert.Contains("https://other.example/?a=1&amp;b=0#c", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/l/", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_is_kept_by_nobody_tells_nobody_and_sets_no_cookie()
    {
        using var answer = await Web.GetAsync(LinksOf(await MailAsync())[0]);

        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Equal("noindex", answer.Headers.GetValues("X-Robots-Tag").Single());
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("/l/AAAAAAAAAAAA")]
    [InlineData("/l/https%3A%2F%2Fevil.example%2F")]
    [InlineData("/l/%0D%0ALocation:x")]
    public async Task What_we_did_not_make_leads_nowhere(string path)
    {
        using var answer = await Web.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_correction_while_it_is_sent_keeps_the_names_of_the_links()
    {
        var before = LinksOf(await MailAsync());
        await Bench.ReviseAsync(
            First,
            DigestBench.Piece("Piece 0") with
            {
                BodyHtml = "<p>Put right, with <a href=\"https://new.example/\">another link</a>.</p>",
            }
        );

        Host.Clock.Advance(TimeSpan.FromSeconds(2));
        var mail = await MailAsync();

        Assert.Equal(2, mail.Version);
        var after = LinksOf(mail);
        var gone = Assert.Single(before.Except(after));
        var added = Assert.Single(after.Except(before));
        using var old = await Web.GetAsync(gone);
        using var fresh = await Web.GetAsync(added);
        Assert.Equal("https://other.example/?a=1&b=0#c", old.Headers.Location!.OriginalString);
        Assert.Equal("https://new.example/", fresh.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("en", "Clicks", "how often the links in this mail are followed, not who follows them")]
    [InlineData("de", "Clicks", "wie oft die Links in dieser E-Mail aufgerufen werden, nicht von wem")]
    [InlineData("es", "Clicks", "cuántas veces se siguen los enlaces de este correo, no quién los sigue")]
    [InlineData("fr", "Clicks", "combien de fois les liens de cet e-mail sont suivis, sans savoir par qui")]
    [InlineData("ar", "Clicks", "عدد المرات التي تُفتح فيها روابط هذه الرسالة، لا من يفتحها")]
    [InlineData("en", "ClicksAndOpens", "how often this mail is opened and its links are followed, not who does so")]
    [InlineData("de", "ClicksAndOpens", "wie oft diese E-Mail geöffnet und ihre Links aufgerufen werden, nicht von wem")]
    [InlineData("es", "ClicksAndOpens", "cuántas veces se abre este correo y se siguen sus enlaces, no quién lo hace")]
    [InlineData("fr", "ClicksAndOpens", "combien de fois cet e-mail est ouvert et ses liens sont suivis, sans savoir par qui")]
    [InlineData("ar", "ClicksAndOpens", "عدد المرات التي تُفتح فيها هذه الرسالة وروابطها، لا من يفتحها")]
    public void The_mail_says_what_is_counted_in_both_parts_and_in_each_language(string language, string mode, string words)
    {
        using var host = new SyndicationHost();
        host.Settings["Digests:Tracking"] = mode;
        var edition = SampleEdition.Of(MailLayout.Full) with { Language = language };
        var rendered = Compile(host, edition).Rendered;

        Assert.Contains(words, WebUtility.HtmlDecode(rendered.Html!), StringComparison.Ordinal);
        Assert.Contains(words, rendered.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30_000)]
    [InlineData(60_000)]
    public void The_budget_holds_with_counted_links(int budget)
    {
        using var host = new SyndicationHost();
        host.Settings["Digests:Tracking"] = "ClicksAndOpens";
        host.Settings["Digests:ByteBudget"] = budget.ToString();
        var compiled = Compile(host, SampleEdition.WithMatter(MailLayout.Full));

        Assert.NotEmpty(compiled.Counted);
        Assert.InRange(compiled.Bytes, 1, budget);
        // It is the mail with counted links that was measured, not the plain one.
        Assert.NotEqual(host.Services.GetRequiredService<IssueCompiler>().Measure(compiled.Rendered), compiled.Bytes);
    }

    [Fact]
    public void By_default_nothing_is_counted_or_said()
    {
        using var host = new SyndicationHost();
        var compiled = Compile(host, SampleEdition.WithMatter(MailLayout.Full));

        Assert.Empty(compiled.Counted);
        Assert.DoesNotContain("/l/", compiled.Rendered.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("We count", compiled.Rendered.Html + compiled.Rendered.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://bücher.example/neu?q=ä#ö", "https://xn--bcher-kva.example/neu?q=%C3%A4#%C3%B6")]
    [InlineData("https://bücher.example:8443/", "https://xn--bcher-kva.example:8443/")]
    public void Where_it_leads_is_said_in_ASCII(string address, string location) => Assert.Equal(location, LinkEndpoints.Ascii(address));

    [Fact]
    public void A_text_mail_says_nothing_since_nothing_of_it_can_be_counted()
    {
        using var host = new SyndicationHost();
        host.Settings["Digests:Tracking"] = "ClicksAndOpens";
        var compiled = Compile(host, SampleEdition.Of(MailLayout.Full, MailFormat.Text));

        Assert.Empty(compiled.Counted);
        Assert.DoesNotContain("We count", compiled.Rendered.Text, StringComparison.Ordinal);
    }

    private static CompiledIssue Compile(SyndicationHost host, Edition edition) =>
        host.Services.GetRequiredService<IssueCompiler>().Compile(edition, SampleEdition.Candidates(), 0, keepAll: false);

    private static bool IsLeftAlone(string address, IReadOnlyList<string> holes) =>
        holes.Contains(address) || address.StartsWith('#') || address.StartsWith("http://localhost/issues/", StringComparison.Ordinal);

    private static List<string> Hrefs(string html) =>
        [.. Href.Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups["address"].Value))];

    [GeneratedRegex("<a [^>]*href=\"(?<address>[^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Href { get; }

    [GeneratedRegex("(?<kind>/issues/|/l/)[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Names { get; }

    [GeneratedRegex("http://localhost/(?:preferences|unsubscribe)/[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Own { get; }
}
