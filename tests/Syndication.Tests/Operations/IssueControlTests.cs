using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Operations.Access;
using Syndication.Publication;
using Syndication.Subscribers;
using Syndication.Tests.Digests;
using Syndication.Tests.Support;

namespace Syndication.Tests.Operations;

/// <summary>An issue's numbers and switches, by API, at <c>/admin</c> and on the command line.</summary>
public sealed class IssueControlTests : IAsyncLifetime
{
    private DigestBench Bench { get; } = new();

    public async Task InitializeAsync()
    {
        await Bench.WithSectionsAsync("gear");
        for (var i = 0; i < 3; i++)
            await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.PublishAsync("Boots");
        await Bench.AdvanceAsync(TimeSpan.FromHours(1));
    }

    public Task DisposeAsync()
    {
        Bench.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task The_api_tells_every_state_and_planned_is_their_sum()
    {
        var messages = await Bench.MessagesAsync();
        await Bench.EndAsync(messages[0], MessageState.InDoubt, version: 1);
        await Bench.EndAsync(messages[0], MessageState.Held, version: 1);
        await Bench.EndAsync(messages[1], MessageState.Sent, version: 1);
        using var client = await ApiAsync();

        var issue = Assert.Single((await client.GetFromJsonAsync<JsonElement>("/api/v1/issues")).EnumerateArray());

        Assert.Equal(
            ["id", "title", "createdAt", "state", "articles", "messages", "repeats", "doubts"],
            issue.EnumerateObject().Select(property => property.Name)
        );
        var counts = issue.GetProperty("messages").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetInt64());
        Assert.Equal(
            "planned queued leased sending deferred sent inDoubt held failed suppressed cancelled expired",
            string.Join(' ', counts.Keys)
        );
        Assert.Equal((3, 1, 1, 1), (counts["planned"], counts["queued"], counts["held"], counts["sent"]));
        Assert.Equal(counts["planned"], counts.Sum(count => count.Value) - counts["planned"]);
        Assert.Equal((1, 0), (issue.GetProperty("doubts").GetInt64(), issue.GetProperty("repeats").GetInt64()));
    }

    [Fact]
    public async Task Every_switch_answers_with_the_issue_as_it_is_then()
    {
        using var client = await ApiAsync();
        var id = await IdAsync();

        Assert.Equal((HttpStatusCode.OK, "paused", 3), await ActAsync("pause"));
        Assert.Equal(HttpStatusCode.Conflict, (await ActAsync("pause")).Item1);
        Assert.Equal((HttpStatusCode.OK, "open", 3), await ActAsync("resume"));
        Assert.Equal((HttpStatusCode.OK, "cancelled", 0), await ActAsync("cancel"));
        Assert.Equal(HttpStatusCode.Conflict, (await ActAsync("resume")).Item1);
        Assert.Equal((HttpStatusCode.OK, "open", 3), await ActAsync("resend"));
        Assert.Equal((HttpStatusCode.OK, "open", 3), await ActAsync("resend"));
        Assert.Equal((HttpStatusCode.OK, "open", 3), await ActAsync("release"));
        Assert.Equal((HttpStatusCode.OK, "open", 3), await ActAsync("give-up"));
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/api/v1/issues/unknown/resend", null)).StatusCode);
        using var nobody = Bench.Host.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.PostAsync($"/api/v1/issues/{id}/resend", null)).StatusCode);

        async Task<(HttpStatusCode, string, int)> ActAsync(string act)
        {
            var answer = await client.PostAsync($"/api/v1/issues/{id}/{act}", null);
            if (!answer.IsSuccessStatusCode)
                return (answer.StatusCode, "", 0);
            var issue = await answer.Content.ReadFromJsonAsync<JsonElement>();
            return (
                answer.StatusCode,
                issue.GetProperty("state").GetString()!,
                issue.GetProperty("messages").GetProperty("queued").GetInt32()
            );
        }
    }

    [Fact]
    public async Task Admin_shows_the_numbers_moves_by_itself_while_they_move_and_its_buttons_need_its_token()
    {
        using var client = await OperatorAsync();
        var id = await IdAsync();

        var page = await client.GetAsync("/admin");
        var html = await page.Content.ReadAsStringAsync();
        Assert.Equal("5", Assert.Single(page.Headers.GetValues("Refresh")));
        Assert.Contains("planned 3: queued 3; repeats 0", html, StringComparison.Ordinal);

        using var empty = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync($"/admin/issues/{id}/pause", empty)).StatusCode);
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", Token(html))]);
        Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync($"/admin/issues/{id}/pause", form)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync($"/admin/issues/{id}/explode", form)).StatusCode);

        page = await client.GetAsync("/admin");
        Assert.False(page.Headers.Contains("Refresh"));
        Assert.Contains($"action=\"/admin/issues/{id}/resume\"", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Admin_and_the_command_line_approve_what_waits_for_it()
    {
        await Bench
            .Host.Services.GetRequiredService<SectionStore>()
            .PutAsync(new SectionSlug("gear"), "Gear", section => section.HoldsIssues = true, CancellationToken.None);
        await Bench.PublishAsync("Stoves");
        await Bench.AdvanceAsync(TimeSpan.FromDays(1));
        await Bench.PublishAsync("Tents");
        await Bench.AdvanceAsync(TimeSpan.FromDays(1));
        using var api = await ApiAsync();
        using var client = await OperatorAsync();
        var html = await client.GetStringAsync("/admin");
        Assert.Contains("waits for approval", html, StringComparison.Ordinal);
        var held = (await api.GetFromJsonAsync<JsonElement>("/api/v1/issues"))
            .EnumerateArray()
            .Where(issue => issue.GetProperty("state").GetString() == "unapproved")
            .Select(issue => issue.GetProperty("id").GetString()!)
            .ToList();
        Assert.Equal(2, held.Count);

        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", Token(html))]);
        Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync($"/admin/issues/{held[0]}/approve", form)).StatusCode);
        using var command = new CommandLine();
        command.Environment["Storage__Directory"] = Bench.Host.DataFolder;
        var approved = await command.RunAsync("issues", "approve", held[1]);
        var again = await command.RunAsync("issues", "approve", held[1]);

        Assert.Equal((0, 1), (approved.Code, again.Code));
        Assert.StartsWith("open\t", approved.Output, StringComparison.Ordinal);
        Assert.All(
            (await api.GetFromJsonAsync<JsonElement>("/api/v1/issues")).EnumerateArray(),
            issue => Assert.Equal("open", issue.GetProperty("state").GetString())
        );
    }

    [Fact]
    public async Task Without_a_login_the_buttons_do_nothing()
    {
        using var client = Bench.Host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        using var empty = new FormUrlEncodedContent([]);

        var answer = await client.PostAsync($"/admin/issues/{await IdAsync()}/cancel", empty);

        Assert.StartsWith("/admin/login", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        Assert.Equal("open", (await IssueAsync()).State);
    }

    [Fact]
    public async Task The_command_line_shows_lists_follows_and_switches()
    {
        var id = await IdAsync();
        foreach (var message in await Bench.MessagesAsync())
            await Bench.EndAsync(message, MessageState.Failed);
        using var command = new CommandLine();
        command.Environment["Storage__Directory"] = Bench.Host.DataFolder;

        var list = await command.RunAsync("issues", "list");
        var follow = await command.RunAsync("issues", "show", id, "--watch");
        var resend = await command.RunAsync("issues", "resend", id);
        var refused = await command.RunAsync("issues", "resume", id);
        var unknown = await command.RunAsync("issues", "show", "unknown");
        var usage = await command.RunAsync("issues", "show");
        var history = await command.RunAsync("messages", "list", "--address", "reader1@example.org");

        Assert.Equal((0, $"{id}\t2026-03-02 07:00:00Z\topen\tplanned 3: failed 3; repeats 0\tBoots\n"), (list.Code, list.Output));
        Assert.Equal((0, $"{id}\t2026-03-02 07:00:00Z\topen\tBoots\nplanned 3: failed 3; repeats 0\n"), (follow.Code, follow.Output));
        Assert.Equal((0, "3 messages\nopen\tplanned 3: queued 3; repeats 0\n"), (resend.Code, resend.Output));
        Assert.Equal((1, 1, 2), (refused.Code, unknown.Code, usage.Code));
        Assert.Equal("there is no issue 'unknown'\n", unknown.Errors);
        Assert.Equal(0, history.Code);
        Assert.Matches($"^reader: active\n\\d+\tdigest\t{id}\tBoots\tqueued\tqueued [0-9T:Z-]+\tnext [0-9T:Z-]+", history.Output);
        Assert.DoesNotContain("reader1@", history.Output + history.Errors, StringComparison.Ordinal);
    }

    private async Task<IssueSummaryView> IssueAsync()
    {
        using var client = await ApiAsync();
        var issue = Assert.Single((await client.GetFromJsonAsync<JsonElement>("/api/v1/issues")).EnumerateArray());
        return new IssueSummaryView(issue.GetProperty("id").GetString()!, issue.GetProperty("state").GetString()!);
    }

    private async Task<string> IdAsync() => (await IssueAsync()).Id;

    private async Task<HttpClient> ApiAsync()
    {
        var client = Bench.Host.CreateClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await KeyAsync(KeyRole.Newsroom));
        return client;
    }

    private async Task<HttpClient> OperatorAsync()
    {
        var client = Bench.Host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        var token = Token(await client.GetStringAsync("/admin/login"));
        using var form = new FormUrlEncodedContent([
            new("key", await KeyAsync(KeyRole.Operator)),
            new("__RequestVerificationToken", token),
        ]);
        await client.PostAsync("/admin/login", form);
        return client;
    }

    private Task<string> KeyAsync(KeyRole role) =>
        Bench.Host.Services.GetRequiredService<ApiKeyStore>().AddAsync("key", role, CancellationToken.None);

    private static string Token(string html) =>
        Regex
            .Match(
                html,
                "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"",
                RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            )
            .Groups["token"]
            .Value;

    private sealed record IssueSummaryView(string Id, string State);
}
