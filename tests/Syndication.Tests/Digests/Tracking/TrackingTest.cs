using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Digests.Tracking;
using Syndication.Operations.Access;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests.Tracking;

/// <summary>Tests of counted links: a publication of ten daily readers, and an issue of five articles of which it counts something.</summary>
public abstract partial class TrackingTest : IAsyncLifetime
{
    protected const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    private protected DigestBench Bench { get; }

    protected HttpClient Web { get; private set; } = null!;

    private protected SyndicationHost Host => Bench.Host;

    /// <summary>The first of the articles.</summary>
    private protected ArticleId First { get; private set; }

    protected TrackingTest(string mode) => Bench = new DigestBench(("Digests:Tracking", mode));

    protected virtual int Readers => TrackedLinks.FewestReaders;

    public virtual async Task InitializeAsync()
    {
        Web = Host.CreateClient(new() { AllowAutoRedirect = false });
        await Bench.WithSectionsAsync("gear");
        for (var number = 0; number < Readers; number++)
            await Bench.AddReaderAsync(("gear", Cadence.Daily));
        for (var number = 0; number < 5; number++)
        {
            var id = await Host.PublishAsync(
                DigestBench.Piece($"Piece {number}") with
                {
                    BodyHtml = $"<p>In full, with <a href=\"https://other.example/?a=1&amp;b={number}#c\">a link</a>.</p>",
                }
            );
            First = number == 0 ? id : First;
        }

        await Bench.AdvanceAsync(TimeSpan.FromHours(1));
    }

    public Task DisposeAsync()
    {
        Web.Dispose();
        Bench.Dispose();
        return Task.CompletedTask;
    }

    private protected async Task<OutgoingMail> MailAsync() => await Bench.MailAsync((await Bench.MessagesAsync())[0]);

    /// <summary>The counted links of a mail that readers see, by their paths, in its order.</summary>
    private protected static List<string> LinksOf(OutgoingMail mail) =>
        [
            .. Anchor
                .Matches(mail.Body.Html!)
                .Where(match => !match.Value.Contains("display:none", StringComparison.Ordinal))
                .Select(match => match.Groups["path"].Value)
                .Distinct(StringComparer.Ordinal),
        ];

    private protected static string TrapOf(OutgoingMail mail) =>
        Anchor
            .Matches(mail.Body.Html!)
            .Single(match => match.Value.Contains("display:none", StringComparison.Ordinal))
            .Groups["path"]
            .Value;

    private protected static string PictureOf(OutgoingMail mail) => mail.Body.Html!.Split("<img src=\"http://localhost")[^1].Split('"')[0];

    private protected async Task FollowAsync(string path, string client, string agent = Firefox, HttpMethod? method = null)
    {
        using var answer = await AskAsync(path, client, agent, method);
        Assert.True(answer.StatusCode is HttpStatusCode.Found or HttpStatusCode.OK, answer.StatusCode.ToString());
    }

    private protected async Task<HttpResponseMessage> AskAsync(
        string path,
        string client,
        string agent,
        HttpMethod? method = null,
        (string Name, string Value)? header = null
    )
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Add("X-Forwarded-For", client);
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        if (header is { } more)
            request.Headers.TryAddWithoutValidation(more.Name, more.Value);
        return await Web.SendAsync(request);
    }

    /// <summary>The issue's numbers once everything is settled.</summary>
    private protected async Task<LinkReport> ReportAsync()
    {
        Host.Clock.Advance(LinkHits.Settle);
        return (await OperatorAsync()).Report;
    }

    private protected async Task<(LinkReport Report, string Issue)> OperatorAsync()
    {
        var issue = await Host.Database.ReadAsync(
            (db, ct) => db.Set<Issue>().Select(one => one.PublicId).SingleAsync(ct),
            CancellationToken.None
        );
        using var client = await OperatorClientAsync();
        return ((await client.GetFromJsonAsync<LinkReport>($"/api/v1/issues/{issue}/links"))!, issue);
    }

    private protected async Task<HttpClient> OperatorClientAsync()
    {
        var client = Host.CreateClient();
        var key = await Host
            .Services.GetRequiredService<ApiKeyStore>()
            .AddAsync(Guid.NewGuid().ToString("N"), KeyRole.Operator, CancellationToken.None);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    private protected static readonly HitNumbers None = new(0, 0, 0);

    [GeneratedRegex("<a [^>]*href=\"http://localhost(?<path>/l/[^\"]+)\"[^>]*>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Anchor { get; }
}
