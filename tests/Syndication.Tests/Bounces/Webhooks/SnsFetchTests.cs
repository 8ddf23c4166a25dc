using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Outbound;
using Syndication.Tests.Support;

namespace Syndication.Tests.Bounces.Webhooks;

/// <summary>What is fetched from SNS, by https from its own name: the certificate, and the address that confirms a subscription.</summary>
public sealed class SnsFetchTests : IDisposable
{
    /// <summary>Port 443, which takes root.</summary>
    private const string Port443 = "[ $(id -u) -eq 0 ]";

    private readonly WebhookBench bench = new();

    public void Dispose() => bench.Dispose();

    [PeerFact(Port443)]
    public async Task The_certificate_is_fetched_once_and_both_versions_of_signatures_are_taken_by_it()
    {
        await using var place = new SnsPlace
        {
            Answer = path => path.EndsWith(".pem", StringComparison.Ordinal) ? bench.CertificateText() : null,
        };
        await ReadyAsync(place);
        foreach (var version in new[] { "1", "2" })
        {
            var sent = await bench.Host.SendAsync($"reader{version}@example.org");

            var answer = await PostAsync(sent, json => json["SignatureVersion"] = version);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.NotNull(await bench.Host.SuppressionAsync($"reader{version}@example.org"));
        }

        Assert.Equal([WebhookBench.CertificateAddress.AbsolutePath], place.Asked);
    }

    [PeerFact(Port443)]
    public async Task A_signature_by_another_key_than_the_certificates_is_refused()
    {
        await using var place = new SnsPlace { Answer = _ => bench.CertificateText(isForged: true) };
        await ReadyAsync(place);
        var sent = await bench.Host.SendAsync();

        var answer = await PostAsync(sent);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("the signature does not fit", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await bench.Host.AssertNothingFollowedAsync(sent);
    }

    [PeerFact(Port443)]
    public async Task What_is_no_certificate_is_not_kept_and_asked_for_again()
    {
        await using var place = new SnsPlace { Answer = _ => "<html>Be right back</html>" };
        await ReadyAsync(place);
        var sent = await bench.Host.SendAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, (await PostAsync(sent)).StatusCode);
        place.Answer = _ => bench.CertificateText();

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(sent)).StatusCode);

        Assert.Equal(2, place.Asked.Count);
    }

    [PeerTheory(Port443)]
    [InlineData("sns.eu-west-1.amazonaws.com.evil.example", true)]
    [InlineData(SnsPlace.Host, false)]
    public async Task A_server_that_cannot_prove_to_be_SNS_is_not_listened_to(string name, bool isTrusted)
    {
        await using var place = new SnsPlace(name) { Answer = _ => bench.CertificateText() };
        await ReadyAsync(place, isTrusted);
        var sent = await bench.Host.SendAsync();

        var answer = await PostAsync(sent);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("its certificate cannot be had", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(place.Asked);
        await bench.Host.AssertNothingFollowedAsync(sent);
    }

    [PeerFact(Port443)]
    public async Task A_subscription_is_confirmed_for_the_topic_that_is_set_and_for_no_other()
    {
        const string Confirm = "/?Action=ConfirmSubscription&Token=2336412f37";
        await using var place = new SnsPlace
        {
            Answer = path => path.EndsWith(".pem", StringComparison.Ordinal) ? bench.CertificateText() : "<ConfirmSubscriptionResponse/>",
        };
        await ReadyAsync(place);
        var sent = await bench.Host.SendAsync();
        void Asks(JsonObject json)
        {
            json["Type"] = "SubscriptionConfirmation";
            json["Token"] = "2336412f37";
            json["SubscribeURL"] = $"https://{SnsPlace.Host}{Confirm}";
        }

        var other = await PostAsync(
            sent,
            json =>
            {
                Asks(json);
                json["TopicArn"] = "arn:aws:sns:eu-west-1:123456789012:another";
            }
        );
        var forged = await PostAsync(sent, Asks, isForged: true);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (other.StatusCode, forged.StatusCode));
        Assert.DoesNotContain(Confirm, place.Asked);

        var ours = await PostAsync(sent, Asks);

        Assert.Equal(HttpStatusCode.OK, ours.StatusCode);
        Assert.Single(place.Asked, Confirm);
        await bench.Host.AssertNothingFollowedAsync(sent);
    }

    private async Task ReadyAsync(SnsPlace place, bool isTrusted = true)
    {
        bench.Host.Settings["Outbound:AllowedNetworks:0"] = SnsPlace.Address.ToString();
        bench.Host.Replace = services =>
        {
            services.AddSingleton<NameLookup>(
                (name, _) => name == SnsPlace.Host ? Task.FromResult(new[] { SnsPlace.Address }) : throw new InvalidOperationException(name)
            );
            if (isTrusted)
                services.AddSingleton(new ServerTrust(place.Trust));
        };
        await bench.Host.ReadyAsync();
    }

    private async Task<HttpResponseMessage> PostAsync(SentDigest sent, Action<JsonObject>? change = null, bool isForged = false)
    {
        // As SNS says of it, though it is JSON.
        using var content = new StringContent(
            bench.Envelope(bench.Body("ses", sent), bench.Host.Clock.GetUtcNow(), isForged, change),
            Encoding.UTF8,
            "text/plain"
        );
        return await bench.Host.Browser.PostAsync("/api/v1/bounces/ses", content);
    }
}
