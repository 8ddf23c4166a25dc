using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Syndication.Delivery;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>What editors add to issues: notes, sponsors, leads, special editions, approval.</summary>
public sealed class EditorsTests : IAsyncLifetime
{
    private static readonly TimeSpan ToSlot = TimeSpan.FromHours(1);

    private NewsroomHost Host { get; } = new();

    private DigestBench Bench { get; }

    public EditorsTests() => Bench = new DigestBench(Host, ("Digests:LinkParameters", "utm_source=digest&utm_medium=email"));

    public Task InitializeAsync() => Bench.WithSectionsAsync("gear", "posts");

    public Task DisposeAsync()
    {
        Bench.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_note_is_on_top_a_sponsor_is_labelled_and_the_lead_comes_first_while_they_last()
    {
        using var newsroom = Host.CreateNewsroom();
        await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.PublishAsync("Letters", "posts");
        await PostAsync(newsroom, new { kind = "note", text = "Dear reader,\n\nwe moved <house>." });
        await PostAsync(newsroom, new { kind = "lead", article = "letters" });
        var sponsor = await PostAsync(
            newsroom,
            new
            {
                kind = "sponsor",
                title = "Tents & Co",
                text = "Tents that stand.",
                link = "https://tents.example/",
                section = "gear",
            }
        );

        await Bench.AdvanceAsync(ToSlot);
        var mail = Assert.Single(await Bench.SendAllAsync());

        Assert.Equal("Letters and 1 more", mail.Subject);
        InOrder(mail.Html!, "From the editor", "we moved &lt;house&gt;.", "Letters", "Advertisement", "Tents &amp; Co", "Boots");
        InOrder(
            mail.Text,
            "From the editor",
            "we moved <house>.",
            "Letters",
            "Advertisement: Tents & Co [2]",
            "Boots",
            "[2] https://tents.example/"
        );
        Assert.Contains("rel=\"sponsored\"", mail.Html, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NoContent, (await newsroom.DeleteAsync($"/api/v1/inserts/{sponsor}")).StatusCode);
        await Bench.PublishAsync("Stoves");
        await Bench.AdvanceAsync(TimeSpan.FromDays(1));
        var next = Assert.Single(await Bench.SendAllAsync());
        Assert.DoesNotContain("Advertisement", next.Html, StringComparison.Ordinal);
        Assert.Contains("we moved", next.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"kind":"banner"}""", "kind")]
    [InlineData("""{"kind":"note"}""", "text")]
    [InlineData("""{"kind":"sponsor","text":"x"}""", "title")]
    [InlineData("""{"kind":"sponsor","title":"x","text":"x","link":"javascript:x"}""", "link")]
    [InlineData("""{"kind":"sponsor","title":"x","text":"x","image":{"url":"https://x.test/a.png"}}""", "image")]
    [InlineData("""{"kind":"lead","article":"nothing"}""", "article")]
    [InlineData("""{"kind":"note","text":"x","section":"nowhere"}""", "section")]
    [InlineData("""{"kind":"note","text":"x","from":"2026-03-03T00:00:00Z","until":"2026-03-02T00:00:00Z"}""", "until")]
    public async Task An_insert_that_is_not_one_is_refused_by_field(string json, string field)
    {
        using var newsroom = Host.CreateNewsroom();
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        var answer = await newsroom.PostAsync("/api/v1/inserts", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal([field], problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
    }

    [Fact]
    public async Task Static_parameters_are_on_links_to_us_and_on_no_others()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Host.PublishAsync(
            DigestBench.Piece("Boots") with
            {
                BodyHtml = "<p><a href=\"http://localhost/tags/x#y\">ours</a> <a href=\"https://other.example/?a=1\">theirs</a></p>",
            }
        );
        await Bench.AdvanceAsync(ToSlot);

        var mail = Assert.Single(await Bench.SendAllAsync());

        const string Parameters = "utm_source=digest&utm_medium=email";
        var html = WebUtility.HtmlDecode(mail.Html)!;
        Assert.Contains($"href=\"http://localhost/articles/boots?{Parameters}\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"http://localhost/sections/gear?{Parameters}\"", html, StringComparison.Ordinal);
        Assert.Contains($"href=\"http://localhost/tags/x?{Parameters}#y\"", html, StringComparison.Ordinal);
        Assert.Contains("href=\"https://other.example/?a=1\"", html, StringComparison.Ordinal);
        Assert.Contains("[1] http://localhost/articles/boots?utm_source=digest&utm_medium=email\n", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("utm_", mail.List!.UnsubscribeUrl, StringComparison.Ordinal);
        Assert.DoesNotMatch("unsubscribe/[^\"]*utm_", html);
    }

    [Fact]
    public async Task An_issue_that_is_held_goes_out_when_it_is_approved_however_late()
    {
        using var newsroom = Host.CreateNewsroom();
        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear", approval = true });
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.AddReaderAsync(("posts", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.PublishAsync("Letters", "posts");
        await Host.AdvanceAsync(ToSlot);
        var outbox = new Outbox(Path.Combine(Host.DataFolder, "outbox"));
        Assert.Equal("Letters", Assert.Single(outbox.Messages).Subject);
        var held = (await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/issues"))
            .EnumerateArray()
            .Single(issue => issue.GetProperty("state").GetString() == "unapproved");
        Host.Clock.Advance(TimeSpan.FromDays(3));
        await Host.TickAsync();
        Assert.Single(outbox.Messages);

        var id = held.GetProperty("id").GetString();
        Assert.Equal(HttpStatusCode.OK, (await newsroom.PostAsync($"/api/v1/issues/{id}/approve", null)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await newsroom.PostAsync($"/api/v1/issues/{id}/approve", null)).StatusCode);
        await Host.TickAsync();

        Assert.Contains(outbox.Messages, mail => mail.Subject == "Boots");
        Assert.Equal(2, outbox.Messages.Count);
    }

    [Fact]
    public async Task What_waits_for_approval_does_not_go_out_in_another_sections_issue()
    {
        using var newsroom = Host.CreateNewsroom();
        await newsroom.PutAsJsonAsync("/api/v1/sections/posts", new { name = "Posts", approval = true });
        var reader = await Bench.AddReaderAsync(("gear", Cadence.Daily), ("posts", Cadence.Weekly));
        await Bench.PublishAsync("Letters", "posts");
        await Bench.AdvanceAsync(ToSlot);
        await Bench.EndAsync(Assert.Single(await Bench.MessagesAsync(reader)), MessageState.Failed);
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(TimeSpan.FromDays(1));

        // The letters come again, with the boots, and nobody has approved them.
        await Host.TickAsync();

        Assert.Empty(new Outbox(Path.Combine(Host.DataFolder, "outbox")).Messages);
        Assert.Contains(
            (await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/issues")).EnumerateArray(),
            issue => issue.GetProperty("state").GetString() == "unapproved"
        );
    }

    [Fact]
    public async Task A_special_edition_reaches_the_sections_readers_once_and_never_with_what_they_have()
    {
        using var newsroom = Host.CreateNewsroom();
        var daily = await Bench.AddReaderAsync(("gear", Cadence.Daily));
        var monthly = await Bench.AddReaderAsync(("gear", Cadence.Monthly));
        await Bench.AddReaderAsync(("gear", Cadence.Off), ("posts", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(ToSlot);
        Assert.Single(await Bench.SendAllAsync(daily));
        await Bench.PublishAsync("Stoves");

        var answer = await newsroom.PostAsJsonAsync(
            "/api/v1/editions",
            new
            {
                section = "gear",
                subject = "Everything on winter",
                note = "Read these.",
                articles = new[] { "stoves", "boots" },
            }
        );
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        await Bench.QueueSpecialsAsync();
        await Bench.QueueSpecialsAsync();
        var sent = await Bench.SendAllAsync();

        Assert.Equal(["Everything on winter", "Everything on winter"], sent.Select(mail => mail.Subject));
        var toDaily = sent.Single(mail => mail.To == $"reader{daily}@example.org");
        var toMonthly = sent.Single(mail => mail.To == $"reader{monthly}@example.org");
        InOrder(toMonthly.Text, "Read these.", "Stoves", "Boots");
        Assert.Contains("Stoves", toDaily.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Boots", toDaily.Text, StringComparison.Ordinal);
        await Bench.AdvanceAsync(TimeSpan.FromDays(40));
        Assert.Empty(await Bench.SendAllAsync());
    }

    [Fact]
    public async Task A_special_edition_waits_for_the_end_of_a_readers_quiet_hours()
    {
        using var newsroom = Host.CreateNewsroom();
        var awake = await Bench.AddReaderAsync(("gear", Cadence.Monthly));
        var asleep = await Bench.AddReaderAsync(one => (one.QuietFrom, one.QuietTo) = (0, 8 * 60), ("gear", Cadence.Monthly));
        await Bench.PublishAsync("Boots");
        await newsroom.PostAsJsonAsync(
            "/api/v1/editions",
            new
            {
                section = "gear",
                subject = "Storm",
                articles = new[] { "boots" },
            }
        );

        Assert.Equal(1, await Bench.QueueSpecialsAsync());
        Assert.Equal(0, await Bench.QueueSpecialsAsync());
        Host.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(1, await Bench.QueueSpecialsAsync());

        Assert.Equal([awake, asleep], (await Bench.MessagesAsync()).Select(message => message.Recipient));
        var edition = (await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/editions"))[0];
        Assert.NotEqual(JsonValueKind.Null, edition.GetProperty("queuedAt").ValueKind);
    }

    [Theory]
    [InlineData("""{"section":"nowhere","subject":"x","articles":["boots"]}""", "articles section")]
    [InlineData("""{"section":"gear","articles":["boots"]}""", "subject")]
    [InlineData("""{"section":"gear","subject":"a\nb","articles":["boots"]}""", "subject")]
    [InlineData("""{"section":"gear","subject":"x"}""", "articles")]
    [InlineData("""{"section":"posts","subject":"x","articles":["boots"]}""", "articles")]
    public async Task A_special_edition_that_is_none_is_refused_by_field(string json, string fields)
    {
        using var newsroom = Host.CreateNewsroom();
        await Bench.PublishAsync("Boots");
        using var body = new StringContent(json, System.Text.Encoding.UTF8, "application/json");

        var answer = await newsroom.PostAsync("/api/v1/editions", body);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(fields.Split(' '), problem.GetProperty("errors").EnumerateObject().Select(fault => fault.Name));
    }

    [Fact]
    public async Task With_everything_that_editors_add_three_hundred_articles_fit_and_the_way_out_is_never_cut()
    {
        using var newsroom = Host.CreateNewsroom();
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await PostAsync(newsroom, new { kind = "note", text = string.Join("\n\n", Enumerable.Repeat(new string('ü', 390), 10)) });
        await PostAsync(
            newsroom,
            new
            {
                kind = "sponsor",
                title = "Tents",
                text = new string('a', 4_000),
            }
        );
        await Bench.PublishAllAsync(
            Enumerable
                .Range(0, 300)
                .Select(number =>
                    DigestBench.Piece($"Piece {number:000}") with
                    {
                        BodyHtml = string.Concat(Enumerable.Repeat("<p>Words that fill a mail, with an ö.</p>", 40)),
                    }
                )
        );
        await Bench.AdvanceAsync(ToSlot);

        var mail = Assert.Single(await Bench.SendAllAsync());

        Assert.InRange(Host.Builder().Build(1, MailBench.Key, mail).Content.Length, 80_000, 102_000);
        foreach (var part in new[] { mail.Html!, mail.Text })
        {
            Assert.Contains(mail.List!.UnsubscribeUrl, part, StringComparison.Ordinal);
            Assert.Contains("1 Test Street, Testville", part, StringComparison.Ordinal);
            Assert.Contains("more on the web", part, StringComparison.Ordinal);
        }
    }

    private static async Task<string> PostAsync(HttpClient newsroom, object insert)
    {
        var answer = await newsroom.PostAsJsonAsync("/api/v1/inserts", insert);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    private static void InOrder(string text, params string[] parts)
    {
        var at = -1;
        foreach (var part in parts)
        {
            var next = text.IndexOf(part, at + 1, StringComparison.Ordinal);
            Assert.True(next > at, $"'{part}' is not where it should be in:\n{text}");
            at = next;
        }
    }
}
