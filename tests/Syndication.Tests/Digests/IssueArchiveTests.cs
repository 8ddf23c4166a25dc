using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>Issues on the web: those of one section for everybody, those of a reader's plan for whoever has the address.</summary>
public sealed partial class IssueArchiveTests : IAsyncLifetime
{
    private static readonly TimeSpan ToSlot = TimeSpan.FromHours(1);

    private NewsroomHost Host { get; } = new();

    private DigestBench Bench { get; }

    private HttpClient Anyone { get; set; } = null!;

    public IssueArchiveTests() => Bench = new DigestBench(Host);

    public async Task InitializeAsync()
    {
        await Bench.WithSectionsAsync("gear", "posts");
        Anyone = Host.CreateClient();
    }

    public Task DisposeAsync()
    {
        Anyone.Dispose();
        Bench.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_sections_issue_is_listed_once_and_may_be_found_with_no_readers_link_on_it()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AddReaderAsync(one => one.Format = MailFormat.Text, ("gear", Cadence.Daily));
        await Bench.AddReaderAsync(one => one.Layout = MailLayout.Headlines, ("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var mails = await Bench.SendAllAsync();

        var list = await Anyone.GetAsync("/sections/gear/issues");
        var html = await list.Content.ReadAsStringAsync();
        Assert.False(list.Headers.Contains("X-Robots-Tag"));
        Assert.Single(mails, mail => html.Contains(mail.List!.Archive!, StringComparison.Ordinal));
        foreach (var mail in mails)
        {
            var page = await Anyone.GetAsync(mail.List!.Archive);
            Assert.False(page.Headers.Contains("X-Robots-Tag"));
            var body = await page.Content.ReadAsStringAsync();
            Assert.Contains("Boots", body, StringComparison.Ordinal);
            Assert.DoesNotMatch("/(preferences|unsubscribe)/|reader[0-9]@|\\.invalid", body);
        }

        Assert.Contains("/sections/gear/issues", await Anyone.GetStringAsync("/sections/gear"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_withdrawn_or_corrected_after_it_was_sent_is_so_on_the_web()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        var ropes = await Bench.PublishAsync("Ropes");
        await Bench.AdvanceAsync(ToSlot);
        var address = Assert.Single(await Bench.SendAllAsync()).List!.Archive;
        Assert.Contains("Ropes", await Anyone.GetStringAsync(address), StringComparison.Ordinal);

        await Host.WithdrawAsync(ropes);
        await Host.ReviseAsync(boots, DigestBench.Piece("Better boots"));
        var shown = await Anyone.GetStringAsync(address);

        Assert.Contains("Better boots", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("Ropes", shown, StringComparison.Ordinal);
        await Host.WithdrawAsync(boots);
        Assert.Equal(HttpStatusCode.Gone, (await Anyone.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task The_list_calls_an_issue_by_what_is_left_of_it()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var ropes = await Bench.PublishAsync("Ropes");
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var sent = Assert.Single(await Bench.SendAllAsync());
        Assert.Contains(sent.Subject, await ListAsync("gear"), StringComparison.Ordinal);

        await Host.WithdrawAsync(boots);
        await Host.ReviseAsync(ropes, DigestBench.Piece("Better ropes"));
        var list = await ListAsync("gear");

        Assert.DoesNotContain("Boots", list, StringComparison.Ordinal);
        Assert.Contains(">Better ropes</a>", list, StringComparison.Ordinal);
        Assert.Contains("<title>Better ropes</title>", await Anyone.GetStringAsync(sent.List!.Archive), StringComparison.Ordinal);
        await Host.WithdrawAsync(ropes);
        Assert.Empty(await ListedAsync("gear"));
    }

    [Fact]
    public async Task A_day_has_one_public_issue_however_many_cuts_of_it_readers_got()
    {
        await Bench.PublishAsync("Old");
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AddReaderAsync(one => one.Language = "de", ("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.PublishAsync("Ropes");

        // Signed up in the middle of the day, one begins a little before it; another comes home late.
        await Bench.AddReaderAsync(one => one.Hour = 10 * 60, ("gear", Cadence.Daily));
        await Bench.BeginAtAsync(3, "gear", 0);
        await Bench.AddReaderAsync(one => one.Hour = 18 * 60, ("gear", Cadence.Daily));
        await Bench.PublishAsync("Stoves");
        await Bench.AdvanceAsync(TimeSpan.FromHours(12));
        var mails = await Bench.SendAllAsync();

        Assert.Equal(4, mails.Count);
        Assert.Contains(mails, mail => mail.Text.Contains("Old", StringComparison.Ordinal));
        var listed = Assert.Single(await ListedAsync("gear"));
        Assert.Contains("Boots", await Anyone.GetStringAsync(listed), StringComparison.Ordinal);
        foreach (var mail in mails)
        {
            var isCommon = mail.To is "reader1@example.org" or "reader2@example.org";
            Assert.Equal(isCommon, !(await Anyone.GetAsync(mail.List!.Archive)).Headers.Contains("X-Robots-Tag"));
        }
    }

    [Fact]
    public async Task A_new_readers_first_issue_on_a_quiet_day_is_not_public()
    {
        for (var reader = 0; reader < 2; reader++)
            await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.PublishAsync("Ropes");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.SendAllAsync();
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.BeginAtAsync(3, "gear", 1);
        await Bench.AdvanceAsync(TimeSpan.FromDays(1));
        var first = Assert.Single(await Bench.SendAllAsync());

        Assert.Equal("Ropes", first.Subject);
        Assert.Single(await ListedAsync("gear"));
        Assert.True((await Anyone.GetAsync(first.List!.Archive)).Headers.Contains("X-Robots-Tag"));
    }

    [Fact]
    public async Task What_many_got_piece_by_piece_is_listed_piece_by_piece()
    {
        for (var reader = 0; reader < 3; reader++)
            await Bench.AddReaderAsync(("gear", Cadence.Each));
        foreach (var title in new[] { "Boots", "Ropes", "Stoves" })
        {
            await Bench.PublishAsync(title);
            await Bench.AdvanceAsync(TimeSpan.FromMinutes(5));
            await Bench.SendAllAsync();
        }

        Assert.Equal(3, (await ListedAsync("gear")).Count());
    }

    [Theory]
    [InlineData("en", "March 2, 2026")]
    [InlineData("de", "2. März 2026")]
    [InlineData("fr", "2 mars 2026")]
    [InlineData("ar", "2 مارس 2026")]
    public async Task The_list_writes_days_as_its_language_does(string language, string day)
    {
        using var newsroom = Host.CreateNewsroom();
        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear", language });
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);

        Assert.Contains($"<time class=\"quiet\" datetime=\"2026-03-02\">{day}</time>", await ListAsync("gear"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plans_issue_is_for_whoever_has_its_address()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        var mail = Assert.Single(await Bench.SendAllAsync());

        var page = await Anyone.GetAsync(mail.List!.Archive);

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("noindex", Assert.Single(page.Headers.GetValues("X-Robots-Tag")));
        Assert.Empty(await ListedAsync("gear"));
    }

    [Fact]
    public async Task A_section_may_hide_its_issues_and_what_waits_for_approval_is_not_public()
    {
        using var newsroom = Host.CreateNewsroom();
        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear", issues = "unlisted" });
        await newsroom.PutAsJsonAsync("/api/v1/sections/posts", new { name = "Posts", approval = true });
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AddReaderAsync(("posts", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.PublishAsync("Letters", "posts");
        await Bench.AdvanceAsync(ToSlot);

        foreach (var mail in await Bench.SendAllAsync())
            Assert.Equal("noindex", Assert.Single((await Anyone.GetAsync(mail.List!.Archive)).Headers.GetValues("X-Robots-Tag")));
        Assert.Equal(HttpStatusCode.NotFound, (await Anyone.GetAsync("/sections/gear/issues")).StatusCode);
        Assert.DoesNotContain("/sections/gear/issues", await Anyone.GetStringAsync("/sections/gear"), StringComparison.Ordinal);
        Assert.Empty(await ListedAsync("posts"));

        // What an editor refused does not become public by that.
        var refused = (await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/issues"))
            .EnumerateArray()
            .Single(issue => issue.GetProperty("title").GetString() == "Letters")
            .GetProperty("id")
            .GetString();
        await newsroom.PostAsync($"/api/v1/issues/{refused}/cancel", null);
        Assert.Empty(await ListedAsync("posts"));
        Assert.True((await Anyone.GetAsync($"/issues/{refused}")).Headers.Contains("X-Robots-Tag"));
    }

    [Theory]
    [InlineData("HEAD", "/sections/gear/issues", HttpStatusCode.OK)]
    [InlineData("GET", "/sections/nowhere/issues", HttpStatusCode.NotFound)]
    [InlineData("GET", "/issues/nothing", HttpStatusCode.NotFound)]
    public async Task Its_addresses_answer(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        Assert.Equal(status, (await Anyone.SendAsync(request)).StatusCode);
    }

    private async Task<string> ListAsync(string section) =>
        WebUtility.HtmlDecode(await Anyone.GetStringAsync($"/sections/{section}/issues"));

    private async Task<IEnumerable<string>> ListedAsync(string section) =>
        Listed.Matches(await ListAsync(section)).Select(match => match.Value);

    [GeneratedRegex("http://localhost/issues/[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Listed { get; }
}
