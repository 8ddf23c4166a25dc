using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Bounces.Webhooks;

namespace Syndication.Tests.Bounces.Webhooks;

/// <summary>Providers with keys of their own, as they send.</summary>
public sealed class WebhookBench : IDisposable
{
    public const string QueueId = "0102018f5e1b2c3d-6a7b8c9d-0e1f-2a3b-4c5d-6e7f8a9b0c1d-000000";
    private const string Topic = "arn:aws:sns:eu-west-1:123456789012:bounces";
    private readonly ECDsa sendGrid = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA sns = RSA.Create(2048);

    public WebhookBench()
    {
        Host.Settings["Bounces:Webhooks:Ses:Topic"] = Topic;
        Host.Settings["Bounces:Webhooks:Postmark:Secret"] = ReturnsHost.Secret;
        Host.Settings["Bounces:Webhooks:SendGrid:PublicKey"] = Convert.ToBase64String(sendGrid.ExportSubjectPublicKeyInfo());
        Host.Settings["Bounces:Webhooks:Mailgun:SigningKey"] = ReturnsHost.Secret;
        Host.Settings["Bounces:Webhooks:Json:Secret"] = ReturnsHost.Secret;
    }

    public ReturnsHost Host { get; } = new();

    private string Now => Host.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>A provider's report of a message that failed for good (or what else is its word for the kind), signed, and sent.</summary>
    public Task<HttpResponseMessage> ReportAsync(string provider, SentDigest sent, params (string Name, string Value)[] more) =>
        SendAsync(provider, Body(provider, sent, more));

    public string Body(string provider, SentDigest sent, params (string Name, string Value)[] more) =>
        provider switch
        {
            "ses" => Host.Fill("ses-bounce.json", sent, [.. more, ("kind", "Permanent"), ("queueId", QueueId)]),
            "postmark" => Host.Fill("postmark-bounce.json", sent, [.. more, ("kind", "HardBounce"), ("queueId", QueueId)]),
            "sendgrid" => Host.Fill("sendgrid-events.json", sent, [.. more, ("kind", "bounce"), ("queueId", QueueId)]),
            "mailgun" => Host.Fill("mailgun-failed.json", sent, [.. more, ("kind", "failed")]),
            _ => Host.Fill("plain.json", sent, [.. more, ("kind", "hard"), ("reason", "userunknown")]),
        };

    /// <summary>Signs and sends a body.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="body">The body; of SES, what SNS carries.</param>
    /// <param name="time">The signature's time, in seconds; null: now.</param>
    /// <param name="isForged">Whether the key is another.</param>
    public Task<HttpResponseMessage> SendAsync(string provider, string body, string? time = null, bool isForged = false)
    {
        time ??= Now;
        var secret = isForged ? "another secret altogether" : ReturnsHost.Secret;
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/bounces/{provider}");
        switch (provider)
        {
            case "ses":
                body = Envelope(body, DateTimeOffset.FromUnixTimeSeconds(long.Parse(time, CultureInfo.InvariantCulture)), isForged);
                break;
            case "postmark":
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Basic",
                    Convert.ToBase64String(Encoding.UTF8.GetBytes("postmark:" + secret))
                );
                break;
            case "sendgrid":
                using (var other = ECDsa.Create(ECCurve.NamedCurves.nistP256))
                {
                    var signature = (isForged ? other : sendGrid).SignData(
                        Encoding.UTF8.GetBytes(time + body),
                        HashAlgorithmName.SHA256,
                        DSASignatureFormat.Rfc3279DerSequence
                    );
                    request.Headers.Add("X-Twilio-Email-Event-Webhook-Timestamp", time);
                    request.Headers.Add("X-Twilio-Email-Event-Webhook-Signature", Convert.ToBase64String(signature));
                }

                break;
            case "mailgun":
                var token = JsonNode.Parse(body)!["signature"]!["token"]!.GetValue<string>();
                body = body.Replace("{time}", time, StringComparison.Ordinal)
                    .Replace("{signature}", Hmac(secret, time + token), StringComparison.Ordinal);
                break;
            default:
                request.Headers.Add("X-Syndication-Signature", $"t={time},v1={Hmac(secret, $"{time}.{body}")}");
                break;
        }

        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return Host.Browser.SendAsync(request);
    }

    /// <summary>SNS's message around what SES says.</summary>
    public string Envelope(string message, DateTimeOffset at, bool isForged, Action<JsonObject>? change = null)
    {
        var sample = File.ReadAllText(Path.Combine(Support.Golden.Folder, "returns", "sns.json"));
        var json = JsonNode.Parse(sample)!.AsObject();
        json["Message"] = message;
        json["Timestamp"] = at.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
        change?.Invoke(json);
        using var document = System.Text.Json.JsonDocument.Parse(json.ToJsonString());
        var canonical = Encoding.UTF8.GetBytes(new SnsEnvelope(document.RootElement).Canonical());
        using var other = RSA.Create(2048);
        var isFirst = json["SignatureVersion"]!.GetValue<string>() == "1";
        json["Signature"] = Convert.ToBase64String(
            (isForged ? other : sns).SignData(
                canonical,
                isFirst ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256,
                RSASignaturePadding.Pkcs1
            )
        );
        return json.ToJsonString();
    }

    /// <summary>Publishes the certificate where SNS would.</summary>
    public void Publish() => Host.Services.GetRequiredService<SnsCertificates>().Keep(CertificateAddress, Certificate(sns));

    /// <summary>Where envelopes say that the certificate is.</summary>
    public static Uri CertificateAddress { get; } =
        new(
            JsonNode.Parse(File.ReadAllText(Path.Combine(Support.Golden.Folder, "returns", "sns.json")))![
                "SigningCertURL"
            ]!.GetValue<string>()
        );

    /// <summary>The certificate as it is published.</summary>
    /// <param name="isForged">Whether it is of another key.</param>
    public string CertificateText(bool isForged = false)
    {
        using var other = RSA.Create(2048);
        using var certificate = Certificate(isForged ? other : sns);
        return certificate.ExportCertificatePem();
    }

    public void Dispose()
    {
        Host.Dispose();
        sendGrid.Dispose();
        sns.Dispose();
    }

    private X509Certificate2 Certificate(RSA key)
    {
        var request = new CertificateRequest("CN=sns.amazonaws.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = Host.Clock.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(365));
    }

    private static string Hmac(string key, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(text)));
}
