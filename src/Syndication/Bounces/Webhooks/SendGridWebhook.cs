using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Syndication.Bounces.Judging;

namespace Syndication.Bounces.Webhooks;

/// <summary>SendGrid's signed event webhook: an array of events, of which bounces, drops and complaints are read.</summary>
internal sealed class SendGridWebhook(IOptions<BouncesOptions> options, MailReading reading, TimeProvider clock) : IWebhook
{
    private static readonly string[] Suffixes = [".filter", ".recvd", ".geopod"];
    private readonly ProviderReports reports = new("sendgrid", options.Value.Webhooks.SendGrid.Relay);

    public string Provider => "sendgrid";

    public bool IsOpen => options.Value.Webhooks.SendGrid.PublicKey.Length > 0;

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken ct) => Task.FromResult(Read(request));

    private WebhookReading Read(WebhookRequest request)
    {
        var time = request.Headers["X-Twilio-Email-Event-Webhook-Timestamp"].ToString();
        if (!Proof.IsFresh(time, options.Value.Webhooks.ReplayWindow, clock.GetUtcNow()))
            return new WebhookReading.Refused("its time is over");
        if (!IsSigned(time, request))
            return new WebhookReading.Refused("the signature does not fit");
        using var document = JsonParts.Parse(request.Body);
        return document?.RootElement is { ValueKind: JsonValueKind.Array } events
            ? new WebhookReading.Reports([.. events.EnumerateArray().SelectMany(Read)])
            : new WebhookReading.Malformed("body: must be a JSON array of events");
    }

    private bool IsSigned(string time, WebhookRequest request)
    {
        var signature = new byte[256];
        if (!Convert.TryFromBase64String(request.Headers["X-Twilio-Email-Event-Webhook-Signature"].ToString(), signature, out var length))
            return false;
        using var key = ECDsa.Create();
        key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(options.Value.Webhooks.SendGrid.PublicKey), out _);
        byte[] signed = [.. Encoding.UTF8.GetBytes(time), .. request.Body.Span];
        return key.VerifyData(signed, signature.AsSpan(0, length), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private IEnumerable<ReturnedReport> Read(JsonElement item)
    {
        if (VerdictOf(item) is not { } verdict)
            yield break;
        var number = item.Text("sg_message_id");
        yield return reports.Of(
            item.Text("sg_event_id"),
            [verdict],
            reading.TokensOf([], item.Text("smtp-id") is { } id ? [id] : []),
            [number, .. Suffixes.Select(suffix => Before(number, suffix))],
            item
        );
    }

    private static Verdict? VerdictOf(JsonElement item)
    {
        var status = StatusReasons.Clean(item.Text("status"));
        var recipient = item.Text("email");
        return (item.Text("event"), item.Text("type")) switch
        {
            ("bounce", "blocked") => new Verdict(recipient, VerdictClass.Soft, Blocked(status), status),
            ("bounce", _) => OfBounce(item, recipient, status),
            ("dropped", _) when item.Text("reason") is "Bounced Address" or "Invalid" => new Verdict(
                recipient,
                VerdictClass.Hard,
                BounceReason.UserUnknown,
                status
            ),
            ("dropped", _) when item.Text("reason") is "Spam Reporting Address" => Complaint(recipient),
            ("spamreport", _) => Complaint(recipient),
            ("deferred", _) => new Verdict(recipient, VerdictClass.Delayed, BounceReason.Undefined, status),
            _ => null,
        };
    }

    private static Verdict OfBounce(JsonElement item, string? recipient, string? status) =>
        item.Text("bounce_classification") switch
        {
            "Content" or "Reputation" => new Verdict(recipient, VerdictClass.Soft, BounceReason.PolicyViolation, status),
            "Frequency or Volume Too High" or "Technical" or "Technical Failure" or "Mailbox Unavailable" => ProviderFailures.Of(
                recipient,
                isFinal: false,
                status,
                item.Text("reason")
            ),
            "Invalid Address" => ReasonRules.NeverAlone(StatusReasons.Of(status))
                ? new Verdict(recipient, VerdictClass.Soft, StatusReasons.Of(status), status)
                : new Verdict(recipient, VerdictClass.Hard, BounceReason.UserUnknown, status),
            _ => ProviderFailures.Of(recipient, status is not ['4', ..], status, item.Text("reason")),
        };

    private static BounceReason Blocked(string? status) =>
        StatusReasons.Of(status) is var reason && ReasonRules.NeverAlone(reason) ? reason : BounceReason.PolicyViolation;

    private static Verdict Complaint(string? recipient) => new(recipient, VerdictClass.Complaint, BounceReason.Feedback, null);

    // What the relay said with its 250 stands before the name of the machine that went on with it.
    private static string? Before(string? number, string suffix)
    {
        var end = number?.IndexOf(suffix, StringComparison.Ordinal) ?? -1;
        return end > 0 ? number![..end] : null;
    }
}
