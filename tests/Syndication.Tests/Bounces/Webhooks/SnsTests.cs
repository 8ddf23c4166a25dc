using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Syndication.Tests.Outbound;

namespace Syndication.Tests.Bounces.Webhooks;

/// <summary>SNS: whose certificate is believed, and from where it is fetched.</summary>
public sealed class SnsTests : IAsyncLifetime, IDisposable
{
    private readonly WebhookBench bench = new();

    public async Task InitializeAsync()
    {
        await bench.Host.ReadyAsync();
        bench.Publish();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => bench.Dispose();

    [Theory]
    [InlineData("1")]
    [InlineData("2")]
    public async Task Both_versions_of_signatures_are_checked(string version)
    {
        var sent = await bench.Host.SendAsync();

        var answer = await PostAsync(sent, json => json["SignatureVersion"] = version);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotNull(await bench.Host.SuppressionAsync());
    }

    [Theory]
    [InlineData("http://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem")]
    [InlineData("https://sns.us-east-1.amazonaws.com/SimpleNotificationService-0123.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com.evil.example/SimpleNotificationService-0123.pem")]
    [InlineData("https://evil.example/sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem")]
    [InlineData("https://x@sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com:8443/SimpleNotificationService-0123.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/other.pem")]
    [InlineData("https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem?x=1")]
    [InlineData("https://s3.eu-west-1.amazonaws.com/SimpleNotificationService-0123.pem")]
    public async Task A_certificate_that_is_not_at_SNS_in_the_topics_region_is_not_asked_for(string address)
    {
        var sent = await bench.Host.SendAsync();

        var answer = await PostAsync(sent, json => json["SigningCertURL"] = address);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("its certificate is not at SNS", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await bench.Host.AssertNothingFollowedAsync(sent);
    }

    [Fact]
    public async Task No_connection_is_made_for_a_certificate_or_a_subscription_at_another_address()
    {
        await using var trap = new LoopbackListener();
        var sent = await bench.Host.SendAsync();

        var certificate = await PostAsync(sent, json => json["SigningCertURL"] = trap.Address + "/SimpleNotificationService-0123.pem");
        var subscription = await PostAsync(
            sent,
            json =>
            {
                json["Type"] = "SubscriptionConfirmation";
                json["Token"] = "2336412f37";
                json["SubscribeURL"] = trap.Address + "/?Action=ConfirmSubscription";
            }
        );

        Assert.Equal(HttpStatusCode.Unauthorized, certificate.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, subscription.StatusCode);
        Assert.Equal(0, trap.Connections);
    }

    [Fact]
    public async Task Another_topic_is_refused_however_well_it_is_signed()
    {
        var sent = await bench.Host.SendAsync();

        var answer = await PostAsync(sent, json => json["TopicArn"] = "arn:aws:sns:eu-west-1:210987654321:bounces");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await bench.Host.AssertNothingFollowedAsync(sent);
    }

    [Fact]
    public async Task A_word_changed_after_signing_is_noticed()
    {
        var sent = await bench.Host.SendAsync();
        var signed = JsonNode.Parse(bench.Envelope(bench.Body("ses", sent), bench.Host.Clock.GetUtcNow(), isForged: false))!;
        signed["Message"] = signed["Message"]!.GetValue<string>().Replace("Permanent", "Transient", StringComparison.Ordinal);

        var answer = await PostAsync(signed.ToJsonString());

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private Task<HttpResponseMessage> PostAsync(SentDigest sent, Action<JsonObject> change) =>
        PostAsync(bench.Envelope(bench.Body("ses", sent), bench.Host.Clock.GetUtcNow(), isForged: false, change));

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        // As SNS says of it, though it is JSON.
        using var content = new StringContent(body, Encoding.UTF8, "text/plain");
        return await bench.Host.Browser.PostAsync("/api/v1/bounces/ses", content);
    }
}
