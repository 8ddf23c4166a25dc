using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

/// <summary>The host with two sections, as a reader's browser, a mailbox and a newsroom system see it.</summary>
public class ReaderHost : NewsroomHost
{
    public const string Address = "ada@example.org";
    private HttpClient? browser;

    /// <summary>No cookies and no following, as a mailbox's one-click is sent.</summary>
    public HttpClient Browser =>
        browser ??= CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });

    /// <summary>Whom other features were told to forget.</summary>
    public List<SubscriberId> Erased { get; } = [];

    public ReaderLinks Links => Services.GetRequiredService<ReaderLinks>();

    public ReaderTokens Tokens => Services.GetRequiredService<ReaderTokens>();

    /// <summary>A client of the API.</summary>
    public HttpClient Newsroom() => CreateNewsroom();

    public async Task<ReaderHost> ReadyAsync()
    {
        await AddSectionAsync("gear", "Gear");
        await AddSectionAsync("benefits", "Benefits");
        return this;
    }

    public Task<HttpResponseMessage> AskAsync(string email, params (string Name, string Value)[] fields) =>
        AskFromAsync("192.0.2.1", email, fields);

    public async Task<HttpResponseMessage> AskFromAsync(string ip, string email, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/subscribe") { Content = Form(email, fields) };
        request.Headers.Add("X-Test-Ip", ip);
        return await Browser.SendAsync(request);
    }

    /// <summary>Every transactional mail that could go out now, in the order asked for.</summary>
    public async Task<IReadOnlyList<OutgoingMail>> MailsAsync()
    {
        var content = Services.GetServices<IMessageContent>().Single(seam => seam.Stream is MessageStream.Transactional);
        var mails = new List<OutgoingMail>();
        foreach (var row in await RowsAsync(MessageStream.Transactional))
        {
            var key = new MessageKey(row.Stream, row.Group, row.Recipient);
            if (row.State is MessageState.Queued && await content.ComposeAsync(key, CancellationToken.None) is Composition.Ready ready)
                mails.Add(ready.Mail);
        }

        return mails;
    }

    public Task<List<Message>> RowsAsync(MessageStream stream) =>
        Database.ReadAsync(
            (db, ct) => db.Set<Message>().Where(row => row.Stream == stream).OrderBy(row => row.Id).ToListAsync(ct),
            CancellationToken.None
        );

    /// <summary>The path of a mail's link that leads to a page, such as <c>confirm</c>.</summary>
    public static string LinkTo(OutgoingMail mail, string page) =>
        new Uri(mail.Text.Split('\n').First(line => line.StartsWith($"http://localhost/{page}/", StringComparison.Ordinal))).PathAndQuery;

    /// <summary>Signs up and confirms.</summary>
    public async Task<Reader> SubscribeAsync(string email = Address, params (string Name, string Value)[] fields)
    {
        await AskAsync(email, fields);
        var mail = (await MailsAsync()).Last(mail => mail.To == email);
        (await Browser.PostAsync(LinkTo(mail, "confirm"), null)).EnsureSuccessStatusCode();
        return await FindAsync(email);
    }

    public async Task<Reader> FindAsync(string email = Address) => (await TryFindAsync(email))!;

    public async Task<Reader?> TryFindAsync(string email = Address)
    {
        Assert.True(EmailAddress.TryParse(email, out var address, out _));
        return await Services.GetRequiredService<SubscriberStore>().FindAsync(address, CancellationToken.None);
    }

    public Task<IReadOnlyList<ConsentEvent>> ConsentsAsync(Reader reader) =>
        Services.GetRequiredService<SubscriberStore>().ConsentsAsync(reader.Subscriber.Id, CancellationToken.None);

    /// <summary>A digest row for the reader, as the planner queues them.</summary>
    public Task QueueDigestAsync(Reader reader, long issue) =>
        Database.WriteAsync(
            (db, ct) =>
                Services
                    .GetRequiredService<Ledger>()
                    .QueueAsync(db, MessageStream.Digest, issue, [reader.Subscriber.Number], dueAt: null, freshUntil: null, ct),
            CancellationToken.None
        );

    public static Subscription In(Reader reader, string section) =>
        reader.Subscriptions.Single(subscription => subscription.Section == new SectionSlug(section));

    public static FormUrlEncodedContent Form(string email, params (string Name, string Value)[] fields)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["email"] = email,
            ["cadence.gear"] = "daily",
            ["cadence.benefits"] = "off",
            ["hour"] = "07:00",
            ["weekday"] = "Monday",
            ["day"] = "1",
            ["zone"] = "Europe/Berlin",
            ["format"] = "html",
            ["layout"] = "full",
        };
        foreach (var (name, value) in fields)
            form[name] = value;
        return new FormUrlEncodedContent(form);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services =>
        {
            services.AddSingleton<IStartupFilter, ClientAddress>();
            services.AddSingleton<IReaderErasure>(new OtherFeature(Erased));
        });
    }

    private sealed class OtherFeature(List<SubscriberId> erased) : IReaderErasure
    {
        public Task EraseAsync(PublicationDb db, SubscriberId reader, CancellationToken ct)
        {
            erased.Add(reader);
            return Task.CompletedTask;
        }
    }

    /// <summary>The test server has no sockets: the client's address comes in a header.</summary>
    private sealed class ClientAddress : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
            app =>
            {
                app.Use(
                    (HttpContext http, RequestDelegate rest) =>
                    {
                        if (IPAddress.TryParse(http.Request.Headers["X-Test-Ip"], out var address))
                            http.Connection.RemoteIpAddress = address;
                        return rest(http);
                    }
                );
                next(app);
            };
    }
}
