using System.Net;
using System.Net.Http.Json;
using MimeKit;
using Syndication.ScaleOut.Tests.Support;
using Syndication.Tests.Support;

namespace Syndication.ScaleOut.Tests.Walks;

/// <summary>The main job with a server that others wrote between the service and the mailbox.</summary>
public sealed class MainJobOverSmtpTests : IDisposable
{
    private const string Address = "ada@reader.example";
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-walk-").FullName;
    private readonly NewsroomHost host = new();

    [ProgramFact("smtp-sink")]
    public async Task An_article_reaches_a_reader_by_SMTP_until_they_leave()
    {
        var port = Peer.FreePort();
        using var sink = await SmtpSink.StartAsync(port, folder);
        host.Settings["Delivery:Relays:0:Host"] = "127.0.0.1";
        host.Settings["Delivery:Relays:0:Port"] = $"{port}";
        host.Settings["Delivery:Relays:0:Security"] = "None";
        var mailbox = new Outbox(folder);
        await host.AddSectionAsync("gear", "Gear");
        using var reader = host.CreateClient();
        using var newsroom = host.CreateNewsroom();

        await SignUpAsync(reader);
        await host.TickAsync();
        using var nothing = new FormUrlEncodedContent([]);
        var confirmed = await reader.PostAsync(Outbox.Link(Assert.Single(mailbox.To(Address)), "/confirm/"), nothing);
        Assert.Equal(HttpStatusCode.OK, confirmed.StatusCode);

        await PostAsync(newsroom, "boots-1", "Boots that last — für immer");
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        var digest = mailbox.To(Address)[^1];
        Assert.Contains("Boots that last — für immer", digest.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Boots that last — für immer", digest.TextBody, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", digest.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Equal("news@news.test", Assert.Single(digest.From.Mailboxes).Address);

        using var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        var left = await reader.PostAsync(new Uri(digest.Headers[HeaderId.ListUnsubscribe]!.Split('<', '>')[1]), oneClick);
        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        await PostAsync(newsroom, "boots-2", "Boots again");
        var before = mailbox.Messages.Count;
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Equal(before, mailbox.Messages.Count);
    }

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task SignUpAsync(HttpClient reader)
    {
        using var form = new FormUrlEncodedContent([
            new("email", Address),
            new("cadence.gear", "daily"),
            new("hour", "07:00"),
            new("weekday", "Monday"),
            new("day", "1"),
            new("zone", "UTC"),
            new("format", "html"),
            new("layout", "full"),
        ]);
        Assert.Equal(HttpStatusCode.OK, (await reader.PostAsync("/subscribe", form)).StatusCode);
    }

    private static async Task PostAsync(HttpClient newsroom, string id, string title)
    {
        var answer = await newsroom.PostAsJsonAsync(
            "/api/v1/articles",
            new
            {
                id,
                section = "gear",
                title,
                bodyHtml = "<p>Six winters on, they still hold.</p>",
            }
        );
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }
}
