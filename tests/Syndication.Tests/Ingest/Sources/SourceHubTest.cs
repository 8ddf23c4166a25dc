using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Sources;
using Syndication.Tests.Outbound;
using static Syndication.Tests.Ingest.Sources.SourceServer;

namespace Syndication.Tests.Ingest.Sources;

/// <summary>A host with one source, which names a hub.</summary>
public abstract class SourceHubTest : SourceTest
{
    private protected string Topic => Server.At("/feed");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Settings["Publication:BaseAddress"] = "https://news.example";
        Server.Answers["/hub"] = _ => Status("202 Accepted");
        Server.Answers["/feed"] = _ => Ok(Named("First"));
    }

    private protected string Named(params string[] titles) =>
        Feed(new FeedTerms { Hubs = ["nonsense", Server.At("/hub")], Self = Topic }, titles);

    private protected async Task<Dictionary<string, string>> SubscribedAsync()
    {
        await Host.PullAsync();
        var form = Form(Server.RequestsFor("/hub")[0]);
        await VerifyAsync(form, Topic);
        return form;
    }

    private protected async Task<SourceHubView> HubAsync() => (await Host.ViewAsync("feed")).Hub!;

    private protected async Task<(HttpStatusCode Status, string Body)> VerifyAsync(
        Dictionary<string, string> form,
        string topic,
        string mode = "subscribe"
    )
    {
        var address = QueryHelpers.AddQueryString(
            new Uri(form["hub.callback"]).AbsolutePath,
            new Dictionary<string, string?>
            {
                ["hub.mode"] = mode,
                ["hub.topic"] = topic,
                ["hub.challenge"] = "a challenge",
                ["hub.lease_seconds"] = form["hub.lease_seconds"],
            }
        );
        using var answer = await Host.CreateClient().GetAsync(address);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private protected async Task<HttpStatusCode> BringAsync(Dictionary<string, string> form, string body, string? method)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        var (secret, bytes) = (Encoding.UTF8.GetBytes(form["hub.secret"]), Encoding.UTF8.GetBytes(body));
        var mac = method switch
        {
            "sha512" => HMACSHA512.HashData(secret, bytes),
#pragma warning disable CA5350 // Older hubs know no other.
            "sha1" => HMACSHA1.HashData(secret, bytes),
#pragma warning restore CA5350
            _ => HMACSHA256.HashData(secret, bytes),
        };
        if (method is not null)
            content.Headers.Add("X-Hub-Signature", $"{method}={Convert.ToHexStringLower(mac)}");
        using var answer = await Host.CreateClient().PostAsync(new Uri(form["hub.callback"]).AbsolutePath, content);
        return answer.StatusCode;
    }

    private protected static Dictionary<string, string> Form(LoopbackRequest request) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
}
