using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Ingest.Formats;
using Syndication.Operations.Access;
using Syndication.Operations.Verbs;
using Syndication.Tests.Ingest.Sources;

namespace Syndication.Tests.Operations;

/// <summary>What operators see and do about sources: on the command line, by the API, at /admin.</summary>
public sealed partial class SourcesCommandTests : SourceTest
{
    [Fact]
    public async Task A_fetch_says_what_came_and_what_was_refused_and_why()
    {
        Server.Answers["/feed"] = _ =>
            SourceServer.Ok(
                SourceServer.Document(
                    new FeedTerms(),
                    SourceServer.Item("Good"),
                    new SourceItem
                    {
                        Id = "id:bad\u001b[2J",
                        Title = new string('x', 600),
                        Summary = "s",
                    }
                )
            );

        var (code, output, _) = await RunAsync("sources", "fetch", "feed");

        Assert.Equal(0, code);
        Assert.Equal(
            [
                "Read (200)",
                "rss \"A feed of tests\", 2 pieces: 1 new, 0 revised, 0 unchanged, 0 withdrawn, 1 refused",
                $"refused: id:bad[2J: title: '{new string('x', 60)}…': at most 500 characters, got 600",
            ],
            output
        );
        Assert.Single(await Host.ArticlesAsync());
    }

    [Fact]
    public async Task A_dry_run_of_any_address_stores_nothing()
    {
        Server.Serve("/stranger", "One", "Two");

        var (code, output, _) = await RunAsync("sources", "fetch", Server.At("/stranger"), "--dry-run");
        var (wet, _, errors) = await RunAsync("sources", "fetch", Server.At("/stranger"));

        Assert.Equal((0, 1), (code, wet));
        Assert.Contains("2 pieces: 0 new", output[1], StringComparison.Ordinal);
        Assert.Contains("section: required", string.Join('\n', output), StringComparison.Ordinal);
        Assert.StartsWith("no such source", errors, StringComparison.Ordinal);
        Assert.Empty(await Host.ArticlesAsync());
    }

    [Fact]
    public async Task A_failure_ends_with_1_and_says_why()
    {
        Server.Answers.Clear();

        var (code, output, _) = await RunAsync("sources", "fetch", "feed");

        Assert.Equal((1, "Failed (404): 404 NotFound"), (code, Assert.Single(output)));
    }

    [Fact]
    public async Task The_list_has_a_line_for_each_and_one_that_ended_can_be_asked_again()
    {
        Server.Answers["/feed"] = _ => SourceServer.Status("410 Gone");
        await Host.PullAsync();

        var (_, ended, _) = await RunAsync("sources", "list");
        var (resumed, _, _) = await RunAsync("sources", "resume", "feed");
        var (_, after, _) = await RunAsync("sources", "list");
        var (unknown, _, _) = await RunAsync("sources", "resume", "nobody");

        Assert.Equal("feed\tfeed\tended\t2026-03-02T06:00:00Z\tEnded (410)\t-\tnothing yet\t410 Gone", Assert.Single(ended));
        Assert.Contains("\t2026-03-02T06:00:00Z\tnothing yet", Assert.Single(after), StringComparison.Ordinal);
        Assert.Equal((0, 1), (resumed, unknown));
    }

    [Fact]
    public async Task One_that_ended_stays_so_when_it_is_fetched_by_hand_unless_it_answers()
    {
        Server.Answers["/feed"] = _ => SourceServer.Status("410 Gone");
        await Host.PullAsync();
        Server.Answers["/feed"] = _ => SourceServer.Status("500 Internal Server Error");
        await RunAsync("sources", "fetch", "feed");
        Assert.Equal(("ended", null), ((await Host.ViewAsync("feed")).State, (await Host.ViewAsync("feed")).NextFetchAt));
        Server.Serve("/feed", "Back again");

        await RunAsync("sources", "fetch", "feed");

        Assert.Equal("well", (await Host.ViewAsync("feed")).State);
        Assert.NotNull((await Host.ViewAsync("feed")).NextFetchAt);
    }

    [Fact]
    public async Task The_API_shows_all_of_it_to_an_operators_key_and_no_query_of_an_address()
    {
        Host.AddSource("keyed", Server.At("/keyed?key=hush"));
        Server.Serve("/keyed", "One");
        await Host.PullAsync();
        var client = Host.CreateClient();
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/api/v1/sources")).StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await KeyAsync());

        var text = await client.GetStringAsync("/api/v1/sources");

        Assert.DoesNotContain("hush", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(text);
        var keyed = json.RootElement[1];
        Assert.Equal(("keyed", "well"), (keyed.GetProperty("name").GetString(), keyed.GetProperty("state").GetString()));
        Assert.Equal(Server.At("/keyed"), keyed.GetProperty("address").GetString());
        Assert.Equal("read", keyed.GetProperty("outcome").GetString());
        Assert.Equal(1, keyed.GetProperty("lastDocument").GetProperty("new").GetInt32());
    }

    [Fact]
    public async Task The_page_shows_sources_and_a_button_asks_again()
    {
        Server.Answers["/feed"] = _ => SourceServer.Status("410 Gone");
        await Host.PullAsync();
        var client = Host.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false });
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/admin/sources")).StatusCode);
        using var login = Form(
            ("key", await KeyAsync()),
            ("__RequestVerificationToken", Token(await client.GetStringAsync("/admin/login")))
        );
        await client.PostAsync("/admin/login", login);

        var page = await client.GetStringAsync("/admin/sources");
        using var unsafely = Form(("name", "feed"));
        using var resume = Form(("name", "feed"), ("__RequestVerificationToken", Token(page)));

        Assert.Contains("410 Gone", page, StringComparison.Ordinal);
        Assert.Contains("/admin/sources", await client.GetStringAsync("/admin"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/admin/sources", unsafely)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.PostAsync("/admin/sources", resume)).StatusCode);
        Assert.Null((await Host.RowAsync("feed")).EndedAt);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private Task<string> KeyAsync() =>
        Host.Services.GetRequiredService<ApiKeyStore>().AddAsync("ops", KeyRole.Operator, CancellationToken.None);

    private async Task<(int Code, string[] Output, string Errors)> RunAsync(params string[] arguments)
    {
        await Host.BeginAsync();
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await VerbTable
            .Build(Host.Services)
            .Parse(arguments)
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = errors });
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries), errors.ToString());
    }

    private static string Token(string html) => Hidden.Match(html).Groups["token"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Hidden { get; }
}
