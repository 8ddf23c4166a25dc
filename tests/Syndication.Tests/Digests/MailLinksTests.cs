using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Syndication.Storage;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>Every link of a mail, as readers and scanners follow it.</summary>
public partial class MailLinksTests : IAsyncLifetime, IDisposable
{
    private const string Address = "ada@reader.example";

    private readonly NewsroomHost host = new();

    public MailLinksTests()
        : this("None") { }

    protected MailLinksTests(string tracking) => host.Settings["Digests:Tracking"] = tracking;

    private HttpClient reader = null!;
    private Outbox outbox = null!;

    public async Task InitializeAsync()
    {
        reader = host.CreateClient(new() { AllowAutoRedirect = false });
        outbox = new Outbox(Path.Combine(host.DataFolder, "outbox"));
        using var newsroom = host.CreateNewsroom();
        await newsroom.PutAsJsonAsync("/api/v1/sections/gear", new { name = "Gear", note = "Standing note." });
        using var form = new FormUrlEncodedContent(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["email"] = Address,
                ["cadence.gear"] = "daily",
                ["hour"] = "07:00",
                ["weekday"] = "Monday",
                ["day"] = "1",
                ["zone"] = "UTC",
                ["layout"] = "full",
                ["format"] = "html",
            }
        );
        await reader.PostAsync("/subscribe", form);
        await host.TickAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        reader.Dispose();
        host.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task All_of_them_resolve()
    {
        var digest = await DigestAsync();

        var links = LinksOf(digest);
        Assert.Contains(links, link => link.Contains("/articles/", StringComparison.Ordinal));
        Assert.Contains(links, link => link.Contains("/issues/", StringComparison.Ordinal));
        foreach (var link in links)
        {
            var answer = await reader.GetAsync(link);
            if (answer.StatusCode is HttpStatusCode.Found)
                answer = await reader.GetAsync(answer.Headers.Location);
            Assert.Equal((link, HttpStatusCode.OK), (link, answer.StatusCode));
        }

        foreach (Match anchor in Anchor.Matches(digest.HtmlBody!))
            Assert.Contains($"id=\"{anchor.Groups["name"].Value}\"", digest.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_visits_to_each_change_nothing_and_a_post_does()
    {
        var confirmation = Assert.Single(outbox.To(Address));
        var unconfirmed = await StoreAsync();
        await VisitAsync(LinksOf(confirmation));
        Assert.Equal(unconfirmed, await StoreAsync());
        var digest = await DigestAsync();
        var subscribed = await StoreAsync();
        await VisitAsync(LinksOf(digest));
        Assert.Equal(subscribed, await StoreAsync());

        using var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        var answer = await reader.PostAsync(Outbox.Link(digest, "/unsubscribe/"), oneClick);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(subscribed, await StoreAsync());
    }

    private async Task VisitAsync(IReadOnlyCollection<string> links)
    {
        foreach (var link in links)
        {
            for (var visit = 0; visit < 100; visit++)
            {
                using var request = new HttpRequestMessage(visit % 2 == 0 ? HttpMethod.Get : HttpMethod.Head, link);
                using var answer = await reader.SendAsync(request);
                Assert.True((int)answer.StatusCode < 400, $"{request.Method} {link}: {answer.StatusCode}");
            }
        }
    }

    private async Task<MimeMessage> DigestAsync()
    {
        await reader.PostAsync(Outbox.Link(outbox.To(Address)[0], "/confirm/"), null);
        using var newsroom = host.CreateNewsroom();
        for (var number = 0; number < 7; number++)
        {
            var piece = new
            {
                id = $"piece-{number}",
                section = "gear",
                title = $"Piece {number}",
                bodyHtml = "<p>Said in full, with <a href=\"/feeds\">a link</a>.</p>",
                authors = new[] { new { name = "Jane Doe", role = "editor" } },
            };
            Assert.Equal(HttpStatusCode.Created, (await newsroom.PostAsJsonAsync("/api/v1/articles", piece)).StatusCode);
        }

        await host.AdvanceAsync(TimeSpan.FromHours(1));
        return outbox.To(Address)[^1];
    }

    private static List<string> LinksOf(MimeMessage mail) =>
        [
            .. Link.Matches(mail.HtmlBody!)
                .Select(match => WebUtility.HtmlDecode(match.Groups["address"].Value))
                .Concat(Plain.Matches(mail.TextBody!).Select(match => match.Value))
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Everything that says who gets what: a line for each row.</summary>
    private Task<string> StoreAsync() =>
        host.Database.ReadAsync(
            async (db, ct) =>
            {
                var lines = new List<string>();
                foreach (var type in db.Model.GetEntityTypes().Where(type => Watched.Contains(type.GetTableName()!)))
                    lines.AddRange(await RowsAsync(db, type.GetTableName()!, ct));
                Assert.NotEmpty(lines);
                return string.Join('\n', lines);
            },
            CancellationToken.None
        );

    private static readonly string[] Watched =
    [
        "Subscribers",
        "Subscriptions",
        "ConsentEvents",
        "TransactionalMails",
        "Messages",
        "Mailings",
        "Issues",
        "Suppressions",
        "Refusals",
    ];

    private static async Task<List<string>> RowsAsync(PublicationDb db, string table, CancellationToken ct)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        await db.Database.OpenConnectionAsync(ct);
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var rows = await command.ExecuteReaderAsync(ct);
        var lines = new List<string>();
        while (await rows.ReadAsync(ct))
        {
            var values = new object[rows.FieldCount];
            rows.GetValues(values);
            lines.Add(table + "|" + string.Join('|', values.Select(value => value is byte[] bytes ? Convert.ToHexString(bytes) : value)));
        }

        return lines;
    }

    [GeneratedRegex("href=\"(?<address>http[^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link { get; }

    [GeneratedRegex("href=\"#(?<name>[^\"]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Anchor { get; }

    [GeneratedRegex(@"http://localhost\S+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain { get; }
}
