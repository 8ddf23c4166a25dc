using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Benchmarks.Same;
using Syndication.Ingest.Boilerplate;
using Syndication.Operations.Access;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Boilerplate;

public sealed class BoilerplateTests : IAsyncLifetime, IDisposable
{
    private const string Plea =
        "<p>If you like what we do, <a href=\"https://paper.example/join\">join our readers</a> for three pounds a month.</p>";
    private const string More =
        "<h3>More from the coast</h3><ul><li><a href=\"https://paper.example/NUMBER\">Another piece, number NUMBER</a></li></ul>";

    private readonly NewsroomHost host = new();

    public Task InitializeAsync() => host.AddSectionAsync("coast", "Coast");

    [Fact]
    public async Task What_recurs_is_offered_with_count_and_examples_and_nothing_is_removed_by_itself()
    {
        await SendAsync(0, 10, number => Pieces.Ordinary(number).Html + Plea);

        var offers = await DeskAsync();

        var offer = Assert.Single(offers);
        Assert.StartsWith("If you like what we do, join our readers", offer.Text, StringComparison.Ordinal);
        Assert.Equal(("api", "offered", 10, 10, 3), (offer.Source, offer.State, offer.Seen, offer.Of, offer.Examples.Count));
        Assert.Contains("join our readers", await BodyAsync(9), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Different_articles_alone_give_no_offers()
    {
        await SendAsync(0, 40, number => Pieces.Ordinary(number).Html);

        Assert.Empty(await DeskAsync());
    }

    [Fact]
    public async Task An_accepted_block_is_taken_out_on_the_way_in_and_the_sender_is_told()
    {
        await SendAsync(
            0,
            8,
            number => Pieces.Ordinary(number).Html + Plea + More.Replace("NUMBER", $"{number}", StringComparison.Ordinal)
        );
        foreach (var offer in await DeskAsync())
            await host
                .Services.GetRequiredService<BoilerplateDesk>()
                .DecideAsync(offer.Id, BoilerplateState.Accepted, CancellationToken.None);

        var reply = await PostAsync(8, Pieces.Ordinary(8).Html + Plea + More.Replace("NUMBER", "8", StringComparison.Ordinal));

        Assert.Contains(reply["cleaned"]!.AsArray(), line => ((string)line!).Contains("If you like", StringComparison.Ordinal));
        var body = await BodyAsync(8);
        Assert.DoesNotContain("join our readers", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Another piece", body, StringComparison.Ordinal);
        Assert.Contains(Pieces.Ordinary(8).Html[3..60], body, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_that_would_be_empty_stays()
    {
        var block = Assert.Single(BodyBlock.Of(Plea));

        Assert.Equal(Plea, BoilerplateRules.Apply(Plea, new HashSet<long> { block.Key }).Html);
    }

    [Fact]
    public async Task A_refused_block_is_not_offered_again_and_the_API_decides()
    {
        await SendAsync(0, 8, number => Pieces.Ordinary(number).Html + Plea);
        using var operators = host.CreateClient();
        var key = await host.Services.GetRequiredService<ApiKeyStore>().AddAsync("desk", KeyRole.Operator, CancellationToken.None);
        operators.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);

        var id = (long)(await operators.GetFromJsonAsync<JsonArray>("/api/v1/boilerplate?state=offered"))![0]!["id"]!;
        var refused = await operators.PostAsJsonAsync("/api/v1/boilerplate", new { id, state = "refused" });
        var unknown = await operators.PostAsJsonAsync("/api/v1/boilerplate", new { id, state = "maybe" });
        var missing = await operators.PostAsJsonAsync("/api/v1/boilerplate", new { id = id + 99, state = "refused" });
        var byOthers = await host.CreateNewsroom().GetAsync("/api/v1/boilerplate");

        Assert.Equal(
            (HttpStatusCode.NoContent, HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.Forbidden),
            (refused.StatusCode, unknown.StatusCode, missing.StatusCode, byOthers.StatusCode)
        );
        Assert.Equal("refused", Assert.Single(await DeskAsync(null)).State);
        Assert.Empty(await DeskAsync());
    }

    [Fact]
    public async Task Counting_keeps_a_bounded_number_of_rows()
    {
        await host.Database.WriteAsync(
            async (db, ct) =>
            {
                for (var number = 0; number < 450; number++)
                    await BoilerplateCounts.AddAsync(
                        db,
                        "rss",
                        Syndication.Articles.ArticleId.New(host.Clock),
                        CountedBlock.Of(Pieces.Ordinary(number).Html),
                        ct
                    );
            },
            CancellationToken.None
        );

        var rows = await host.Database.ReadAsync((db, ct) => db.Set<BoilerplateBlockRow>().CountAsync(ct), CancellationToken.None);
        Assert.InRange(rows, 1, 200 * 7);
    }

    public void Dispose() => host.Dispose();

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task SendAsync(int from, int count, Func<int, string> html)
    {
        for (var number = from; number < from + count; number++)
            await PostAsync(number, html(number));
    }

    private async Task<JsonNode> PostAsync(int number, string html)
    {
        var response = await host.CreateNewsroom()
            .PostAsJsonAsync(
                "/api/v1/articles",
                new
                {
                    id = $"n-{number}",
                    section = "coast",
                    title = Pieces.Ordinary(number).Title,
                    slug = $"piece-{number}",
                    bodyHtml = html,
                }
            );
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>())!;
    }

    private async Task<string> BodyAsync(int number) =>
        (await host.Articles.FindBySlugAsync($"piece-{number}", CancellationToken.None))!.BodyHtml;

    private Task<IReadOnlyList<RecurringBlock>> DeskAsync(BoilerplateState? state = BoilerplateState.Open) =>
        host.Services.GetRequiredService<BoilerplateDesk>().ListAsync(null, state, CancellationToken.None);
}
