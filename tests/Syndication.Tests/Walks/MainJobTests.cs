using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Syndication.Operations.Access;
using Syndication.Tests.Support;

namespace Syndication.Tests.Walks;

/// <summary>The product's main job, walked from end to end through the whole host: nothing is called but what a user or the clock would.</summary>
public sealed class MainJobTests : IDisposable
{
    private const string Address = "ada@reader.example";
    private readonly SyndicationHost host = new();
    private readonly HttpClient reader;
    private readonly Outbox outbox;

    public MainJobTests()
    {
        reader = host.CreateClient();
        outbox = new Outbox(Path.Combine(host.DataFolder, "outbox"));
    }

    [Fact]
    public async Task An_article_comes_in_readers_see_it_in_feeds_and_get_it_in_a_digest_until_they_leave()
    {
        using var newsroom = await NewsroomAsync();
        await SignUpAsync(cadence: "daily");

        var posted = await newsroom.PostAsJsonAsync("/api/v1/articles", Piece("boots-1", "Boots that last"));
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        foreach (var format in new[] { "rss", "atom", "json" })
            Assert.Contains("Boots that last", await reader.GetStringAsync($"/feeds/sections/gear.{format}"), StringComparison.Ordinal);

        await host.AdvanceAsync(TimeSpan.FromHours(1));
        var digest = outbox.To(Address)[^1];
        Assert.Contains("Boots that last", digest.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Six winters on", digest.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Boots that last", digest.TextBody, StringComparison.Ordinal);
        Assert.Contains("1 Test Street, Testville", digest.TextBody, StringComparison.Ordinal);
        AssertHeaders(digest);

        await LeaveByOneClickAsync(digest);
        await newsroom.PostAsJsonAsync("/api/v1/articles", Piece("boots-2", "Boots again"));
        var before = outbox.To(Address).Count;
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(before, outbox.To(Address).Count);
    }

    [Fact]
    public async Task Nothing_new_nothing_sent_and_no_article_twice()
    {
        using var newsroom = await NewsroomAsync();
        await SignUpAsync(cadence: "daily");
        await newsroom.PostAsJsonAsync("/api/v1/articles", Piece("boots-1", "Boots that last"));

        for (var day = 0; day < 4; day++)
            await host.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Single(outbox.To(Address), mail => mail.Headers[HeaderId.ListId] is not null);
    }

    [Fact]
    public async Task An_embargo_a_draft_an_expiry_and_a_withdrawal_each_in_feeds_and_digests()
    {
        using var newsroom = await NewsroomAsync();
        await SignUpAsync(cadence: "each");
        await PostAsync(newsroom, Piece("embargo", "Under embargo") with { PublishedAt = SyndicationHost.Start.AddHours(3) });
        await PostAsync(newsroom, Piece("draft", "Still a draft") with { Draft = true });
        await PostAsync(newsroom, Piece("expiring", "Gone in a moment") with { ExpiresAt = SyndicationHost.Start.AddSeconds(30) });
        await PostAsync(newsroom, Piece("withdrawn", "Taken back"));
        Assert.Equal(["Gone in a moment", "Taken back"], (await TitlesAsync()).Order(StringComparer.Ordinal));

        Assert.True((await newsroom.DeleteAsync("/api/v1/articles/withdrawn")).IsSuccessStatusCode);
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(await TitlesAsync());
        Assert.Equal(HttpStatusCode.Gone, (await reader.GetAsync("/articles/taken-back")).StatusCode);
        Assert.DoesNotContain(outbox.To(Address), mail => mail.Headers[HeaderId.ListId] is not null);

        await host.AdvanceAsync(TimeSpan.FromHours(3));
        Assert.Equal(["Under embargo"], await TitlesAsync());
        var digest = Assert.Single(outbox.To(Address), mail => mail.Headers[HeaderId.ListId] is not null);
        Assert.Contains("Under embargo", digest.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Still a draft", digest.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Gone in a moment", digest.TextBody, StringComparison.Ordinal);

        await PostAsync(newsroom, Piece("draft", "Still a draft"));
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("Still a draft", outbox.To(Address)[^1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visit_never_changes_anything()
    {
        using var newsroom = await NewsroomAsync();
        await SignUpAsync(cadence: "daily");
        await newsroom.PostAsJsonAsync("/api/v1/articles", Piece("boots-1", "Boots that last"));
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        var digest = outbox.To(Address)[^1];

        for (var visit = 0; visit < 20; visit++)
        {
            await reader.GetAsync(Outbox.Link(digest, "/unsubscribe/"));
            using var head = new HttpRequestMessage(HttpMethod.Head, Outbox.Link(digest, "/preferences/"));
            await reader.SendAsync(head);
        }

        await newsroom.PostAsJsonAsync("/api/v1/articles", Piece("boots-2", "Boots again"));
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Contains("Boots again", outbox.To(Address)[^1].TextBody, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        reader.Dispose();
        host.Dispose();
    }

    private static void AssertHeaders(MimeMessage digest)
    {
        Assert.EndsWith(">", digest.Headers[HeaderId.ListId], StringComparison.Ordinal);
        Assert.StartsWith("<http://localhost/unsubscribe/", digest.Headers[HeaderId.ListUnsubscribe], StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", digest.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Equal("auto-generated", digest.Headers[HeaderId.AutoSubmitted]);
        Assert.EndsWith("@news.test", digest.MessageId, StringComparison.Ordinal);
        Assert.Equal(SyndicationHost.Start.AddHours(1), digest.Date);
        var alternative = Assert.IsType<MultipartAlternative>(digest.Body);
        Assert.Equal(["text/plain", "text/html"], alternative.Select(part => part.ContentType.MimeType));
    }

    private async Task LeaveByOneClickAsync(MimeMessage digest)
    {
        var header = digest.Headers[HeaderId.ListUnsubscribe] ?? "";
        var address = header[(header.IndexOf('<', StringComparison.Ordinal) + 1)..header.IndexOf('>', StringComparison.Ordinal)];
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        Assert.Equal(HttpStatusCode.OK, (await reader.PostAsync(new Uri(address), form)).StatusCode);
    }

    private async Task<HttpClient> NewsroomAsync()
    {
        await host.AddSectionAsync("gear", "Gear", "Gear is where we test things in real weather.");
        var key = await host.Services.GetRequiredService<ApiKeyStore>().AddAsync("newsroom", KeyRole.Newsroom, CancellationToken.None);
        var client = host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private async Task SignUpAsync(string cadence)
    {
        using var form = new FormUrlEncodedContent([
            new("email", Address),
            new("cadence.gear", cadence),
            new("hour", "07:00"),
            new("weekday", "Monday"),
            new("day", "1"),
            new("zone", "UTC"),
            new("format", "html"),
            new("layout", "full"),
        ]);
        var answer = await reader.PostAsync("/subscribe", form);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        await host.TickAsync();
        var confirmation = Assert.Single(outbox.To(Address));
        using var nothing = new FormUrlEncodedContent([]);
        Assert.True((await reader.PostAsync(Outbox.Link(confirmation, "/confirm/"), nothing)).IsSuccessStatusCode);
    }

    private static async Task PostAsync(HttpClient newsroom, Posted article)
    {
        var answer = await newsroom.PostAsJsonAsync("/api/v1/articles", article);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<IEnumerable<string?>> TitlesAsync()
    {
        using var feed = System.Text.Json.JsonDocument.Parse(await reader.GetStringAsync("/feeds/all.json"));
        return [.. feed.RootElement.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("title").GetString())];
    }

    private static Posted Piece(string id, string title) => new(id, "gear", title, "<p>Six winters on, they still hold.</p>");

    private sealed record Posted(string Id, string Section, string Title, string BodyHtml)
    {
        public DateTimeOffset? PublishedAt { get; init; }
        public DateTimeOffset? ExpiresAt { get; init; }
        public bool Draft { get; init; }
    }
}
