using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Subscribers;
using Syndication.Subscribers.Lists;

namespace Syndication.Tests.Subscribers.Lists;

public sealed class ListImportTests : IAsyncLifetime, IDisposable
{
    private const string Simple = "email,created_at\n";
    private readonly ReaderHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task A_list_brings_its_readers_on_the_chosen_plan_with_their_consent()
    {
        await host.PublishAsync(Pieces.In("gear", "From before"));

        var report = await ImportAsync(
            Simple + "Ada@EXAMPLE.org,2024-05-06 07:08:09\nbob@example.org,2024-05-07\n",
            "?sections=gear&cadence=weekly&consentHow=paper%20form"
        );

        Assert.Equal(
            (2, 2),
            (report.GetProperty("import").GetProperty("rows").GetInt32(), report.GetProperty("import").GetProperty("created").GetInt32())
        );
        var ada = await host.FindAsync("ada@example.org");
        Assert.Equal(("Ada@example.org", SubscriberState.Active), (ada.Subscriber.Email, ada.Subscriber.State));
        Assert.Equal((Cadence.Weekly, 1L), (Assert.Single(ada.Subscriptions).Cadence, ada.Subscriptions[0].Mark));
        Assert.NotNull(ada.Subscriptions[0].NextDueAt);
        var consent = Assert.Single(await host.ConsentsAsync(ada));
        Assert.Equal((ConsentAct.Moved, ConsentManner.Import, "paper form"), (consent.What, consent.How, consent.Remark));
        Assert.Equal(new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), consent.At);
        Assert.Empty(await host.RowsAsync(MessageStream.Transactional));
    }

    [Fact]
    public async Task A_dry_run_says_what_will_change_and_changes_nothing()
    {
        await PeopleAsync();
        var list =
            Simple
            + string.Concat(new[] { "here", "left", "erased", "disowned", "pending", "suppressed", "new", "NEW" }.Select(Row))
            + "nonsense,2024-01-01\n";

        var dry = await ImportAsync(list, "?dryRun=true");
        Assert.Null(await host.TryFindAsync("new@example.org"));
        Assert.Equal(SubscriberState.Pending, (await host.FindAsync("pending@example.org")).Subscriber.State);
        Assert.Equal(0, await host.Database.ReadAsync((db, ct) => db.Set<ListImport>().CountAsync(ct), CancellationToken.None));
        var real = await ImportAsync(list, "");

        Assert.Equal(Counts(real), Counts(dry));
        Assert.Equal(
            "rows 9, created 1, confirmed 1, unsubscribed 0, unchanged 2, left 3, suppressed 1, unconfirmed 0, invalid 1",
            Counts(real)
        );
        var fault = Assert.Single(dry.GetProperty("faults").EnumerateArray());
        Assert.Equal((10, "email"), (fault.GetProperty("line").GetInt32(), fault.GetProperty("field").GetString()));
        Assert.True(dry.GetProperty("dryRun").GetBoolean());
        Assert.Equal("daily", dry.GetProperty("plan").GetProperty("gear").GetString());
    }

    [Fact]
    public async Task Nobody_who_left_or_must_not_be_mailed_is_brought_back()
    {
        await PeopleAsync();

        await ImportAsync(Simple + string.Concat(new[] { "left", "erased", "disowned", "suppressed", "unsure" }.Select(Row)), "");

        Assert.Equal(SubscriberState.Unsubscribed, (await host.FindAsync("left@example.org")).Subscriber.State);
        foreach (var who in new[] { "erased", "disowned", "suppressed" })
            Assert.Null(await host.TryFindAsync($"{who}@example.org"));
    }

    [Theory]
    [InlineData("unsubscribed", "true")]
    [InlineData("subscribed", "0")]
    [InlineData("Confirmed", "false")]
    [InlineData("opt_in", "no")]
    [InlineData("active", "")]
    [InlineData("bounced", "yes")]
    public async Task A_column_of_an_unknown_system_that_says_no_is_believed(string column, string said)
    {
        var report = await ImportAsync($"email,{column},created_at\nnew@example.org,{said},2024-01-01\n", "");

        Assert.StartsWith("rows 1, created 0, confirmed 0, unsubscribed 1,", Counts(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_of_our_own_comes_in_again_though_a_section_has_ended()
    {
        await host.SubscribeAsync("here@example.org", ("cadence.gear", "daily"), ("cadence.benefits", "weekly"));
        await host.SubscribeAsync("gone@example.org", ("cadence.benefits", "weekly"));
        using (var leave = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]))
            await host.Browser.PostAsync(
                new Uri(host.Links.Unsubscribe((await host.FindAsync("gone@example.org")).Subscriber.Handle, 0)).PathAndQuery,
                leave
            );
        await host.Newsroom().DeleteAsync("/api/v1/sections/benefits");

        var list = await host.Newsroom().GetStringAsync("/api/v1/subscribers:export");
        var report = await ImportAsync(list, "?dryRun=true");

        Assert.DoesNotContain("benefits", list, StringComparison.Ordinal);
        Assert.EndsWith("invalid 0", Counts(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pause_that_is_over_when_the_list_comes_in_is_over()
    {
        await ImportAsync(
            "email,state,consent_at,consent_how,cadences,paused_until\n"
                + "over@example.org,paused,2024-01-01T00:00:00Z,form,gear=daily,2026-03-01T00:00:00Z\n"
                + "on@example.org,paused,2024-01-01T00:00:00Z,form,gear=daily,2026-04-01T00:00:00Z\n"
                + "open@example.org,paused,2024-01-01T00:00:00Z,form,gear=daily,\n",
            ""
        );

        SubscriberState[] states =
        [
            (await host.FindAsync("over@example.org")).Subscriber.State,
            (await host.FindAsync("on@example.org")).Subscriber.State,
            (await host.FindAsync("open@example.org")).Subscriber.State,
        ];
        Assert.Equal([SubscriberState.Active, SubscriberState.Paused, SubscriberState.Paused], states);
    }

    [Fact]
    public async Task Who_had_left_elsewhere_stays_out_also_of_the_next_list()
    {
        await host.SubscribeAsync("here@example.org");

        var first = await ImportAsync(
            "email,status,created_at\nnew@example.org,unsubscribed,2024-01-01\nhere@example.org,unsubscribed,2024-01-01\n",
            ""
        );
        var second = await ImportAsync(Simple + Row("new") + Row("here"), "");

        Assert.StartsWith("rows 2, created 0, confirmed 0, unsubscribed 2,", Counts(first), StringComparison.Ordinal);
        Assert.Contains("left 2", Counts(second), StringComparison.Ordinal);
        Assert.Equal(SubscriberState.Unsubscribed, (await host.FindAsync("here@example.org")).Subscriber.State);
    }

    [Fact]
    public async Task An_undo_takes_back_what_the_import_did_and_leaves_who_has_acted_since()
    {
        await PeopleAsync();
        var report = await ImportAsync(
            "email,status,created_at\n"
                + string.Concat(new[] { "new", "acted", "pending" }.Select(who => $"{who}@example.org,active,2024-01-01\n"))
                + "here@example.org,unsubscribed,2024-01-01\ngone@example.org,unsubscribed,2024-01-01\n",
            ""
        );
        var acted = await host.FindAsync("acted@example.org");
        await host.QueueDigestAsync(await host.FindAsync("pending@example.org"), 9);
        await host.Browser.PostAsync(
            new Uri(host.Links.Preferences(acted.Subscriber.Handle, 0)).PathAndQuery,
            ReaderHost.Form("", ("hour", "09:00"))
        );
        var number = report.GetProperty("import").GetProperty("number").GetInt64();

        var undone = await host.Newsroom().PostAsync($"/api/v1/imports/{number}/undo", null);

        Assert.Equal("""{"reverted":4,"kept":1}""", await undone.Content.ReadAsStringAsync());
        Assert.Null(await host.TryFindAsync("new@example.org"));
        Assert.Null(await host.TryFindAsync("gone@example.org"));
        Assert.Equal(SubscriberState.Active, (await host.FindAsync("acted@example.org")).Subscriber.State);
        Assert.Equal(SubscriberState.Pending, (await host.FindAsync("pending@example.org")).Subscriber.State);
        Assert.Equal(MessageState.Cancelled, Assert.Single(await host.RowsAsync(MessageStream.Digest)).State);
        var here = await host.FindAsync("here@example.org");
        Assert.Equal(SubscriberState.Active, here.Subscriber.State);
        Assert.NotNull(ReaderHost.In(here, "gear").NextDueAt);

        var shown = await host.Newsroom().GetFromJsonAsync<JsonElement>($"/api/v1/imports/{number}");
        Assert.NotEqual(JsonValueKind.Null, shown.GetProperty("undoneAt").ValueKind);
        Assert.Equal(HttpStatusCode.OK, (await host.Newsroom().PostAsync($"/api/v1/imports/{number}/undo", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.Newsroom().PostAsync("/api/v1/imports/4711/undo", null)).StatusCode);
        Assert.Equal("created 1", Counts(await ImportAsync(Simple + Row("new"), "")).Split(", ")[1]);
    }

    [Fact]
    public async Task A_list_sent_twice_changes_nothing_the_second_time()
    {
        await ImportAsync(Simple + Row("ada") + Row("bob"), "");
        var before = await host.FindAsync("ada@example.org");

        Assert.Contains("unchanged 2", Counts(await ImportAsync(Simple + Row("ada") + Row("bob"), "")), StringComparison.Ordinal);
        Assert.Equal(before.Subscriber.PlanVersion, (await host.FindAsync("ada@example.org")).Subscriber.PlanVersion);
    }

    [Theory]
    [InlineData("", "the list is empty")]
    [InlineData("name,city\nAda,Paris\n", "no column is named email")]
    [InlineData("email\nada@example.org\n", "no column says when consent was given")]
    [InlineData("email,created_at\nada@example.org,\"2024\n", "line ", "?sections=gear", true)]
    [InlineData("email,created_at\n", "cadences.nowhere is not a section", "?sections=nowhere")]
    [InlineData("email,created_at\n", "cadences.gear must be one of", "?sections=gear&cadence=hourly")]
    public async Task What_is_no_list_is_refused_with_the_reason(string list, string reason, string query = "", bool endless = false)
    {
        var reply = await PostAsync(list + (endless ? new string('x', 200_000) : ""), query);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains(reason, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_there_is_no_list_to_be_had_or_given()
    {
        using var content = new StringContent(Simple, Encoding.UTF8, "text/csv");
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser.PostAsync("/api/v1/subscribers:import", content)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser.GetAsync("/api/v1/subscribers:export")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Browser.GetAsync("/api/v1/imports")).StatusCode);
    }

    [Fact]
    public async Task What_is_exported_comes_in_again_as_it_was()
    {
        await PeopleAsync();
        await host.SubscribeAsync(
            "=odd+'name@example.org",
            ("cadence.gear", "monthly"),
            ("language", "ar"),
            ("format", "text"),
            ("day", "31")
        );
        var export = await host.Newsroom().GetAsync("/api/v1/subscribers:export");
        var csv = await export.Content.ReadAsStringAsync();
        Assert.Equal("text/csv; charset=utf-8", export.Content.Headers.ContentType!.ToString());

        using var other = await new ReaderHost().ReadyAsync();
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        var reply = await other.Newsroom().PostAsync("/api/v1/subscribers:import", content);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);

        var again = await other.Newsroom().GetStringAsync("/api/v1/subscribers:export");
        Assert.Equal(Lines(csv), Lines(again));
        Assert.Equal(SubscriberState.Unsubscribed, (await other.FindAsync("left@example.org")).Subscriber.State);
        Assert.Null(await other.TryFindAsync("pending@example.org"));
        Assert.Contains("'=odd", csv, StringComparison.Ordinal);
        Assert.Equal("=odd+'name@example.org", (await other.FindAsync("=odd+'name@example.org")).Subscriber.Email);
    }

    // Who is not here any more is taken over without a consent, and who never confirmed not at all.
    private static IEnumerable<string> Lines(string csv) =>
        csv.Split("\r\n")
            .Where(line =>
                !line.Contains(",pending,", StringComparison.Ordinal) && !line.Contains(",unsubscribed,", StringComparison.Ordinal)
            )
            .Order(StringComparer.Ordinal);

    private static string Row(string who) => $"{who}@example.org,2024-01-01\n";

    private static string Counts(JsonElement report) =>
        string.Join(
            ", ",
            new[] { "rows", "created", "confirmed", "unsubscribed", "unchanged", "left", "suppressed", "unconfirmed", "invalid" }.Select(
                name => $"{name} {report.GetProperty("import").GetProperty(name)}"
            )
        );

    /// <summary>One of each: here, left, erased, disowned, pending, and one whose mailbox does not exist.</summary>
    private async Task PeopleAsync()
    {
        await host.SubscribeAsync("here@example.org");
        var left = await host.SubscribeAsync("left@example.org");
        await host.Browser.PostAsync(
            new Uri(host.Links.Unsubscribe(left.Subscriber.Handle, 0)).PathAndQuery,
            new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")])
        );
        await host.SubscribeAsync("erased@example.org");
        await host.Newsroom().DeleteAsync("/api/v1/subscribers/erased@example.org");
        await host.AskAsync("disowned@example.org");
        await host.Browser.PostAsync(ReaderHost.LinkTo((await host.MailsAsync())[^1], "disown"), null);
        await host.AskAsync("pending@example.org");
        var suppressions = host.Services.GetRequiredService<Suppressions>();
        await host.Database.WriteAsync(
            (db, ct) => suppressions.AddAsync(db, "Suppressed@example.org", SuppressionReason.NoSuchMailbox, ct),
            CancellationToken.None
        );
    }

    private async Task<JsonElement> ImportAsync(string list, string query)
    {
        var reply = await PostAsync(list, query);
        Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync());
        return await reply.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<HttpResponseMessage> PostAsync(string list, string query)
    {
        using var content = new ByteArrayContent(Encoding.UTF8.GetBytes(list));
        content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return await host.Newsroom().PostAsync("/api/v1/subscribers:import" + query, content);
    }
}
