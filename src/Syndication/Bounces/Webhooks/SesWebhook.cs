using System.Text.Json;
using Microsoft.Extensions.Options;
using Syndication.Bounces.Judging;
using Syndication.Outbound;

namespace Syndication.Bounces.Webhooks;

/// <summary>Amazon SES by way of SNS: feedback notifications and published events.</summary>
internal sealed class SesWebhook(
    IOptions<BouncesOptions> options,
    SnsCertificates certificates,
    OutboundClient outbound,
    MailReading reading,
    TimeProvider clock
) : IWebhook
{
    private readonly ProviderReports reports = new("ses", options.Value.Webhooks.Ses.Relay);

    public string Provider => "ses";

    public bool IsOpen => options.Value.Webhooks.Ses.Topic.Length > 0;

    public async Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken ct)
    {
        using var document = JsonParts.Parse(request.Body);
        if (document is null)
            return new WebhookReading.Malformed("body: must be JSON");
        var envelope = new SnsEnvelope(document.RootElement);
        if (await WhyNotAsync(envelope, ct) is { } why)
            return new WebhookReading.Refused(why);
        if (envelope.Type == "SubscriptionConfirmation")
            return await ConfirmAsync(envelope, ct);
        if (envelope.Type != "Notification")
            return new WebhookReading.Reports([]);

        // The topic may carry other things, such as the words with which SES tries it out.
        using var message = JsonParts.Parse(envelope.Message);
        return new WebhookReading.Reports(message is null ? [] : [.. Read(message.RootElement)]);
    }

    private async Task<string?> WhyNotAsync(SnsEnvelope envelope, CancellationToken ct)
    {
        if (!Proof.IsSame(envelope.Topic, options.Value.Webhooks.Ses.Topic))
            return "another topic";
        if (envelope.Timestamp is not { } at || !Proof.IsFresh(at, options.Value.Webhooks.ReplayWindow, clock.GetUtcNow()))
            return "its time is over";
        if (envelope.CertificateUrl is not { } address)
            return "its certificate is not at SNS";
        return await certificates.FindAsync(address, ct) is not { } certificate ? "its certificate cannot be had"
            : envelope.IsSignedBy(certificate) ? null
            : "the signature does not fit";
    }

    private async Task<WebhookReading> ConfirmAsync(SnsEnvelope envelope, CancellationToken ct)
    {
        if (envelope.SubscribeUrl is not { } address)
            return new WebhookReading.Malformed("SubscribeURL: must be an address of SNS in the topic's region");
        var answer = await outbound.SendAsync(new OutboundRequest { Method = HttpMethod.Get, Address = address }, ct);
        return answer is OutboundOutcome.Answered { IsSuccess: true }
            ? new WebhookReading.Reports([])
            : new WebhookReading.Malformed("SubscribeURL: does not answer");
    }

    private IEnumerable<ReturnedReport> Read(JsonElement message)
    {
        var kind = message.Text("notificationType") ?? message.Text("eventType");
        var verdicts = kind switch
        {
            "Bounce" => message.Items("bounce", "bouncedRecipients").Select(recipient => OfBounce(message, recipient)).ToList(),
            "Complaint" => [.. message.Items("complaint", "complainedRecipients").Select(recipient => OfComplaint(message, recipient))],
            _ => [],
        };
        if (verdicts.Count == 0 || message.At("mail") is not { } mail)
            yield break;
        var ids = mail.Items("headers")
            .Where(header => string.Equals(header.Text("name"), "Message-ID", StringComparison.OrdinalIgnoreCase))
            .Select(header => header.Text("value"))
            .Append(mail.Text("commonHeaders", "messageId"))
            .OfType<string>();
        yield return reports.Of(
            message.Text("bounce", "feedbackId") ?? message.Text("complaint", "feedbackId"),
            verdicts,
            reading.TokensOf(mail.Text("source") is { } source ? [source] : [], ids),
            [mail.Text("messageId")],
            message
        );
    }

    private static Verdict OfBounce(JsonElement message, JsonElement recipient)
    {
        var address = recipient.Text("emailAddress");
        var (status, said) = (StatusReasons.Clean(recipient.Text("status")), recipient.Text("diagnosticCode"));
        var isFinal = message.Text("bounce", "bounceType") == "Permanent";
        return message.Text("bounce", "bounceSubType") switch
        {
            "MailboxFull" => new Verdict(address, Told(isFinal), BounceReason.MailboxFull, status),
            "MessageTooLarge" => new Verdict(address, Told(isFinal), BounceReason.MessageTooBig, status),
            "ContentRejected" or "AttachmentRejected" => new Verdict(address, Told(isFinal), BounceReason.PolicyViolation, status),
            "NoEmail" or "Suppressed" or "OnAccountSuppressionList" => new Verdict(
                address,
                Told(isFinal),
                BounceReason.UserUnknown,
                status
            ),
            // An answer to the mail that is none of a server's: somebody is on holiday.
            "General" when !isFinal && status is null && said is null => new Verdict(
                address,
                VerdictClass.AutoReply,
                BounceReason.Vacation,
                null
            ),
            _ => ProviderFailures.Of(address, isFinal, status, said),
        };
    }

    private static VerdictClass Told(bool isFinal) => isFinal ? VerdictClass.Hard : VerdictClass.Soft;

    private static Verdict OfComplaint(JsonElement message, JsonElement recipient) =>
        message.Text("complaint", "complaintFeedbackType") is "not-spam" or "auth-failure"
            ? new Verdict(recipient.Text("emailAddress"), VerdictClass.AuthenticationReport, BounceReason.Undefined, null)
            : new Verdict(recipient.Text("emailAddress"), VerdictClass.Complaint, BounceReason.Feedback, null);
}
