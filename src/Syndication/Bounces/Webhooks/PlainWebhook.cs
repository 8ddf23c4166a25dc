using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Syndication.Bounces.Judging;

namespace Syndication.Bounces.Webhooks;

/// <summary>
/// The plain form, for whatever has no form of its own here: one report or an array of up to 1,000, signed by
/// <c>X-Syndication-Signature: t=SECONDS,v1=HEX</c>, HEX being the HMAC-SHA256 of <c>SECONDS.BODY</c>.
/// </summary>
internal sealed class PlainWebhook(IOptions<BouncesOptions> options, MailReading reading, TimeProvider clock) : IWebhook
{
    /// <summary>The header that carries time and signature.</summary>
    public const string SignatureHeader = "X-Syndication-Signature";

    private const int MostItems = 1000;
    private readonly ProviderReports reports = new("json", options.Value.Webhooks.Json.Relay);

    public string Provider => "json";

    public bool IsOpen => options.Value.Webhooks.Json.Secret.Length > 0;

    public Task<WebhookReading> ReadAsync(WebhookRequest request, CancellationToken ct) => Task.FromResult(Read(request));

    private WebhookReading Read(WebhookRequest request)
    {
        var parts = request.Headers[SignatureHeader].ToString().Split(',', StringSplitOptions.TrimEntries);
        if (parts is not [['t', '=', .. var time], ['v', '1', '=', .. var signature]])
            return new WebhookReading.Refused("there is no signature");
        if (!Proof.IsFresh(time, options.Value.Webhooks.ReplayWindow, clock.GetUtcNow()))
            return new WebhookReading.Refused("its time is over");
        if (!Proof.IsHmac(signature, options.Value.Webhooks.Json.Secret, Encoding.UTF8.GetBytes(time + "."), request.Body))
            return new WebhookReading.Refused("the signature does not fit");
        using var document = JsonParts.Parse(request.Body);
        return document?.RootElement.ValueKind switch
        {
            JsonValueKind.Object => ReadAll([document.RootElement]),
            JsonValueKind.Array when document.RootElement.GetArrayLength() <= MostItems => ReadAll([
                .. document.RootElement.EnumerateArray(),
            ]),
            _ => new WebhookReading.Malformed($"body: must be a JSON object, or an array of at most {MostItems}"),
        };
    }

    private WebhookReading ReadAll(IReadOnlyList<JsonElement> items)
    {
        var read = new List<ReturnedReport>(items.Count);
        foreach (var item in items)
        {
            if (
                item.Text("class")?.ToLowerInvariant() switch
                {
                    "hard" => VerdictClass.Hard,
                    "soft" => VerdictClass.Soft,
                    "complaint" => VerdictClass.Complaint,
                    _ => (VerdictClass?)null,
                }
                is not { } kind
            )
                return new WebhookReading.Malformed(
                    string.Create(CultureInfo.InvariantCulture, $"[{read.Count}].class: must be hard, soft or complaint")
                );
            read.Add(ReportOf(item, kind));
        }

        return new WebhookReading.Reports(read);
    }

    private ReturnedReport ReportOf(JsonElement item, VerdictClass kind)
    {
        var status = StatusReasons.Clean(item.Text("status"));
        var reason = ReasonOf(item.Text("reason")) ?? (kind is VerdictClass.Complaint ? BounceReason.Feedback : StatusReasons.Of(status));
        return reports.Of(
            item.Text("id"),
            [new Verdict(item.Text("recipient"), kind, reason, status)],
            reading.TokensOf(item.Text("returnPath") is { } path ? [path] : [], item.Text("messageId") is { } id ? [id] : []),
            [item.Text("queueId")],
            item
        );
    }

    // In the words that reports are judged by, such as "mailboxfull".
    private static BounceReason? ReasonOf(string? word)
    {
        foreach (var reason in Enum.GetValues<BounceReason>())
        {
            if (string.Equals(Verdict.WordOf(reason), word, StringComparison.OrdinalIgnoreCase))
                return reason;
        }

        return null;
    }
}
