using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Syndication.Bounces.Judging;

namespace Syndication.Bounces.Webhooks;

/// <summary>Mailgun: failures and complaints. What it signs is a number of its own, not what it tells, so a number is good once.</summary>
internal sealed class MailgunWebhook(IOptions<BouncesOptions> options, MailReading reading, TimeProvider clock) : IWebhook
{
    private readonly ProviderReports reports = new("mailgun", options.Value.Webhooks.Mailgun.Relay);

    public string Provider => "mailgun";

    public bool IsOpen => options.Value.Webhooks.Mailgun.SigningKey.Length > 0;

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken ct) => Task.FromResult(Read(request));

    private WebhookReading Read(WebhookRequest request)
    {
        using var document = JsonParts.Parse(request.Body);
        if (document is null)
            return new WebhookReading.Malformed("body: must be JSON");
        var root = document.RootElement;
        var (time, token) = (root.Text("signature", "timestamp") ?? "", root.Text("signature", "token") ?? "");
        var isSigned = Proof.IsHmac(
            root.Text("signature", "signature") ?? "",
            options.Value.Webhooks.Mailgun.SigningKey,
            Encoding.UTF8.GetBytes(time),
            Encoding.UTF8.GetBytes(token)
        );
        if (!isSigned || token.Length == 0)
            return new WebhookReading.Refused("the signature does not fit");
        if (!Proof.IsFresh(time, options.Value.Webhooks.ReplayWindow, clock.GetUtcNow()))
            return new WebhookReading.Refused("its time is over");
        return root.At("event-data") is { } item
            ? new WebhookReading.Reports([.. Read(item, token)])
            : new WebhookReading.Malformed("event-data: is required");
    }

    private IEnumerable<ReturnedReport> Read(JsonElement item, string token)
    {
        if (VerdictOf(item) is not { } verdict)
            yield break;
        var id = item.Text("message", "headers", "message-id");
        yield return reports.Of(token, [verdict], reading.TokensOf([], id is null ? [] : [id]), [], item);
    }

    private static Verdict? VerdictOf(JsonElement item)
    {
        var recipient = item.Text("recipient");
        if (item.Text("event") == "complained")
            return new Verdict(recipient, VerdictClass.Complaint, BounceReason.Feedback, null);
        if (item.Text("event") != "failed")
            return null;
        var status = StatusReasons.Clean(item.Text("delivery-status", "enhanced-code"));
        if (item.Text("severity") != "permanent")
            return new Verdict(recipient, VerdictClass.Delayed, BounceReason.Undefined, status);
        return item.Text("reason") switch
        {
            // It has tried long enough.
            "old" => new Verdict(recipient, VerdictClass.Soft, BounceReason.Expired, status),
            "suppress-complaint" => new Verdict(recipient, VerdictClass.Complaint, BounceReason.Feedback, null),
            "suppress-unsubscribe" => null,
            "suppress-bounce" => new Verdict(recipient, VerdictClass.Hard, BounceReason.UserUnknown, status),
            _ => ProviderFailures.Of(recipient, !IsSoft(item), status, Said(item)),
        };
    }

    private static string? Said(JsonElement item) =>
        (item.Text("delivery-status", "message") ?? item.Text("delivery-status", "description")) is { Length: > 0 } words
            ? $"{item.Text("delivery-status", "code")} {words}"
            : null;

    private static bool IsSoft(JsonElement item) =>
        item.Text("delivery-status", "bounce-type") == "soft"
        || item.Text("delivery-status", "code") is ['4', _, _]
        || item.Text("delivery-status", "enhanced-code") is ['4', '.', ..];
}
