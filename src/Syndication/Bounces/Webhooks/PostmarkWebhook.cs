using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Syndication.Bounces.Judging;

namespace Syndication.Bounces.Webhooks;

/// <summary>Postmark: bounces and complaints. It does not sign; what it sends along is a secret that it was given.</summary>
internal sealed partial class PostmarkWebhook(IOptions<BouncesOptions> options, MailReading reading) : IWebhook
{
    private readonly ProviderReports reports = new("postmark", options.Value.Webhooks.Postmark.Relay);

    public string Provider => "postmark";

    public bool IsOpen => options.Value.Webhooks.Postmark.Secret.Length > 0;

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken ct) => Task.FromResult(Read(request));

    private WebhookReading Read(WebhookRequest request)
    {
        var given = request.Secret ?? Password(request.Headers.Authorization.ToString());
        if (given is null || !Proof.IsSame(given, options.Value.Webhooks.Postmark.Secret))
            return new WebhookReading.Refused("the secret does not fit");
        using var document = JsonParts.Parse(request.Body);
        return document is null
            ? new WebhookReading.Malformed("body: must be JSON")
            : new WebhookReading.Reports([.. Read(document.RootElement)]);
    }

    private IEnumerable<ReturnedReport> Read(JsonElement item)
    {
        if (VerdictOf(item) is not { } verdict)
            yield break;

        // What came back is in it as text, and what we made is known wherever it stands.
        var ids = MessageIds.Matches(item.Text("Content") ?? "").Take(20).Select(match => match.Groups["id"].Value);
        yield return reports.Of(item.Text("ID"), [verdict], reading.TokensOf([], ids), [item.Text("MessageID")], item);
    }

    private static Verdict? VerdictOf(JsonElement item)
    {
        var (kind, reason) = item.Text("Type") switch
        {
            "HardBounce" or "BadEmailAddress" or "ManuallyDeactivated" => (VerdictClass.Hard, BounceReason.UserUnknown),
            "SpamComplaint" => (VerdictClass.Complaint, BounceReason.Feedback),
            "SpamNotification" or "Blocked" or "DMARCPolicy" or "VirusNotification" or "ChallengeVerification" => (
                VerdictClass.Soft,
                BounceReason.PolicyViolation
            ),
            "DnsError" => (VerdictClass.Soft, BounceReason.HostUnknown),
            "SoftBounce" or "Undeliverable" or "Unknown" => (VerdictClass.Soft, BounceReason.Undefined),
            "Transient" => (VerdictClass.Delayed, BounceReason.Undefined),
            "AutoResponder" or "AddressChange" => (VerdictClass.AutoReply, BounceReason.Undefined),
            _ => (VerdictClass.NotBounce, BounceReason.Undefined),
        };
        return item.Text("RecordType") is not (null or "Bounce" or "SpamComplaint") || kind is VerdictClass.NotBounce
            ? null
            : new Verdict(item.Text("Email"), kind, reason, null);
    }

    private static string? Password(string authorization)
    {
        const string Scheme = "Basic ";
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return null;
        var bytes = new byte[512];
        return
            Convert.TryFromBase64String(authorization[Scheme.Length..].Trim(), bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [_, var password]
            ? password
            : null;
    }

    [GeneratedRegex(
        "^message-id:\\s*<(?<id>[^<>\\s]{1,250})>",
        RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex MessageIds { get; }
}
