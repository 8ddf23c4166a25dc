using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>What a reader would get, and why or why not.</summary>
public sealed partial class PreviewTests : IAsyncLifetime
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private NewsroomHost Host { get; } = new();

    private DigestBench Bench { get; }

    private HttpClient Newsroom { get; set; } = null!;

    public PreviewTests() => Bench = new DigestBench(Host);

    public async Task InitializeAsync()
    {
        await Bench.WithSectionsAsync("gear", "posts", "world");
        Newsroom = Host.CreateNewsroom();
    }

    public Task DisposeAsync()
    {
        Newsroom.Dispose();
        Bench.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task It_is_byte_for_byte_what_is_sent_then_but_for_the_readers_own_links()
    {
        var reader = await Bench.AddReaderAsync(one => one.Zone = "America/New_York", ("gear", Cadence.Daily), ("posts", Cadence.Weekly));
        await Bench.PublishAsync("Boots");
        await Bench.PublishAsync("Letters", "posts");
        await Host.PublishAsync(DigestBench.Piece("Storm") with { PublishedAt = SyndicationHost.Start.AddHours(3) });

        var seen = await LookAsync(reader, "2026-03-02T07:00");
        await Bench.AdvanceAsync(TimeSpan.FromHours(6));
        var sent = Assert.Single(await Bench.SendAllAsync(reader));

        Assert.Equal("2026-03-02T12:00:00+00:00", seen.GetProperty("due").GetString());
        Assert.Equal(sent.Subject, seen.GetProperty("subject").GetString());
        Assert.Equal(Neutral(sent.Html!), Neutral(seen.GetProperty("html").GetString()!));
        Assert.Equal(Neutral(sent.Text), Neutral(seen.GetProperty("text").GetString()!));
        Assert.Contains("Storm", seen.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("To: reader1@example.org", seen.GetProperty("raw").GetString(), StringComparison.Ordinal);
        Assert.Equal(3, seen.GetProperty("articles").GetArrayLength());
        Assert.All(seen.GetProperty("articles").EnumerateArray(), article => Assert.NotEmpty(article.GetProperty("why").GetString()!));
    }

    [Fact]
    public async Task Looking_changes_nothing_and_its_links_open_nothing()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        var before = await CountAsync();

        var seen = await LookAsync(reader, "2026-03-09T07:00Z");

        Assert.Equal(before, await CountAsync());
        Assert.Empty(await Bench.MessagesAsync());
        Assert.Equal("Boots", seen.GetProperty("earlier")[0].GetProperty("subject").GetString());
        var first = await LookAsync(reader, "2026-03-02T07:00Z");
        var address = Unsubscribe.Match(first.GetProperty("text").GetString()!);
        using var form = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        using var anyone = Host.CreateClient();
        await anyone.PostAsync(address.Groups["path"].Value, form);
        Assert.Equal(1, await Bench.AdvanceAsync(TimeSpan.FromHours(1)));
    }

    [Fact]
    public async Task For_any_article_it_says_why_it_is_not_in()
    {
        await Bench.PublishAsync("Ancient");
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Weekly));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(TimeSpan.FromHours(1));
        await Bench.SendAllAsync();
        await Bench.PublishAsync("Stoves");
        await Bench.PublishAsync("Letters", "posts");
        await Bench.PublishAsync("Abroad", "world");
        await Host.PublishAsync(DigestBench.Piece("Quiet") with { Announce = false });
        await Host.PublishAsync(DigestBench.Piece("Later") with { PublishedAt = SyndicationHost.Start.AddDays(5) });
        await Host.PublishAsync(DigestBench.Piece("Draft") with { Draft = true });
        await Bench.WithdrawAsync(await Bench.PublishAsync("Gone"));

        async Task<string> WhyAsync(string slug, string at = "2026-03-03T07:00Z") =>
            (await LookAsync(reader, at, slug)).GetProperty("explained").GetProperty("reason").GetString()!;

        Assert.StartsWith("new in gear", await WhyAsync("stoves"), StringComparison.Ordinal);
        Assert.StartsWith("it is from before the reader followed", await WhyAsync("ancient"), StringComparison.Ordinal);
        Assert.StartsWith("the reader received it in issue", await WhyAsync("boots"), StringComparison.Ordinal);
        Assert.StartsWith(
            "its sections are not due then (posts weekly, next 2026-03-09T07:00)",
            await WhyAsync("letters"),
            StringComparison.Ordinal
        );
        Assert.StartsWith("the reader follows none of its sections (world)", await WhyAsync("abroad"), StringComparison.Ordinal);
        Assert.StartsWith("it is not announced", await WhyAsync("quiet"), StringComparison.Ordinal);
        Assert.StartsWith("it is under embargo until 2026-03-07", await WhyAsync("later"), StringComparison.Ordinal);
        Assert.Equal("it is a draft", await WhyAsync("draft"));
        Assert.Equal("it was withdrawn", await WhyAsync("gone"));
        Assert.StartsWith(
            "it comes before, in the issue of 2026-03-03",
            await WhyAsync("stoves", "2026-03-09T07:00Z"),
            StringComparison.Ordinal
        );
        Assert.StartsWith("new in gear when its embargo ends", await WhyAsync("later", "2026-03-07T07:00Z"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_is_in_it_and_why()
    {
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var boots = await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(TimeSpan.FromHours(1));
        await Bench.SendAllAsync();
        await Host.ReviseAsync(boots, DigestBench.Piece("Boots") with { Correction = "They were shoes." });

        var seen = await LookAsync(reader, "2026-03-03T07:00Z", "boots");

        var article = Assert.Single(seen.GetProperty("articles").EnumerateArray());
        Assert.Equal(("Boots", "correction"), (article.GetProperty("title").GetString(), article.GetProperty("form").GetString()));
        Assert.Equal("its correction: the reader received the article before it", article.GetProperty("why").GetString());
        Assert.True(seen.GetProperty("explained").GetProperty("isIn").GetBoolean());
    }

    [Fact]
    public async Task A_pause_and_quiet_hours_count_as_they_will()
    {
        var paused = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.UpdateReaderAsync(
            paused,
            one => (one.State, one.PausedUntil) = (SubscriberState.Paused, SyndicationHost.Start.AddDays(3))
        );
        var quiet = await Bench.AddReaderAsync(one => (one.QuietFrom, one.QuietTo) = (5 * 60, 9 * 60), ("gear", Cadence.Each));
        await Bench.PublishAsync("Boots");

        Assert.Equal("2026-03-05T07:00:00+00:00", (await LookAsync(paused, "2026-03-06T06:00Z")).GetProperty("due").GetString());
        Assert.Equal("2026-03-02T09:00:00+00:00", (await LookAsync(quiet, "2026-03-02T12:00Z")).GetProperty("due").GetString());
        Assert.Equal(JsonValueKind.Null, (await LookAsync(quiet, "2026-03-02T08:00Z")).GetProperty("due").ValueKind);
    }

    [Fact]
    public async Task The_mail_alone_comes_in_each_form_and_what_is_wrong_is_named()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        const string Path = "/api/v1/subscribers/reader1@example.org/preview?at=2026-03-02T07:00Z";

        Assert.Equal("text/html", (await Newsroom.GetAsync(Path + "&form=html")).Content.Headers.ContentType?.MediaType);
        Assert.Equal("text/plain", (await Newsroom.GetAsync(Path + "&form=text")).Content.Headers.ContentType?.MediaType);
        Assert.Equal("message/rfc822", (await Newsroom.GetAsync(Path + "&form=raw")).Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.BadRequest, (await Newsroom.GetAsync(Path + "&form=pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await Newsroom.GetAsync(Path + "&article=nothing")).StatusCode);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Newsroom.GetAsync("/api/v1/subscribers/reader1@example.org/preview?at=soon")).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Newsroom.GetAsync("/api/v1/subscribers/nobody@example.org/preview?at=2026-03-02T07:00Z")).StatusCode
        );
        using var nobody = Host.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(Path)).StatusCode);
    }

    private async Task<JsonElement> LookAsync(long reader, string at, string? article = null) =>
        await Newsroom.GetFromJsonAsync<JsonElement>(
            $"/api/v1/subscribers/reader{reader}@example.org/preview?at={at}{(article is null ? "" : "&article=" + article)}"
        );

    private Task<(int, int)> CountAsync() =>
        Host.Database.ReadAsync(
            async (db, ct) => (await db.Set<Message>().CountAsync(ct), await db.Set<Syndication.Digests.Issue>().CountAsync(ct)),
            CancellationToken.None
        );

    // The address of the issue on the web and the reader's own links alone differ.
    private static string Neutral(string part) => Own.Replace(part, "${kind}…");

    [GeneratedRegex("(?<kind>/issues/|/preferences/|/unsubscribe/)[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Own { get; }

    [GeneratedRegex(@"http://localhost(?<path>/unsubscribe/\S+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Unsubscribe { get; }
}
