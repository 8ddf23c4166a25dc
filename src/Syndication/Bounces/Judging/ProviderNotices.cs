using System.Text;
using System.Text.Json;

namespace Syndication.Bounces.Judging;

/// <summary>Amazon SES's notices as SNS mails them: JSON in a plain text.</summary>
internal sealed class ProviderNotices(FailureRuling ruling)
{
    private const int Most = 100;
    private const int Deepest = 16;

    /// <summary>The verdicts, or null where the mail is no such notice.</summary>
    public IReadOnlyList<Verdict>? Judge(OpenedMail mail)
    {
        var text = mail.Text;
        var type = text.IndexOf("\"notificationType\"", StringComparison.Ordinal);
        if (type < 0)
            type = text.IndexOf("\"eventType\"", StringComparison.Ordinal);
        var start = type < 0 ? -1 : text.LastIndexOf('{', type);
        if (start < 0 || Parse(text, start) is not { } notice)
            return null;
        using (notice)
        {
            var root = notice.RootElement;
            if (Object(root, "bounce") is { } bounce)
                return Each(bounce, "bouncedRecipients", recipient => Failed(recipient, Text(bounce, "bounceType")));
            if (Object(root, "complaint") is { } complaint)
                return Each(complaint, "complainedRecipients", Complained);
            return null;
        }
    }

    // The mail breaks its lines, also within strings.
    private static JsonDocument? Parse(string text, int start)
    {
        var json = Encoding.UTF8.GetBytes(text[start..].ReplaceLineEndings(""));
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Deepest });
        try
        {
            return JsonDocument.TryParseValue(ref reader, out var document) ? document : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Verdict Failed(JsonElement recipient, string? type)
    {
        var cause = new FailureCause(Text(recipient, "status") ?? "", Text(recipient, "diagnosticCode") ?? "", "");
        var verdict = ruling.Rule(Text(recipient, "emailAddress"), cause);
        return verdict.Class is VerdictClass.Hard && type is not "Permanent" ? verdict with { Class = VerdictClass.Soft } : verdict;
    }

    private static Verdict Complained(JsonElement recipient) =>
        new(Text(recipient, "emailAddress"), VerdictClass.Complaint, BounceReason.Feedback, null);

    private static List<Verdict>? Each(JsonElement notice, string name, Func<JsonElement, Verdict> judge)
    {
        if (!notice.TryGetProperty(name, out var recipients) || recipients.ValueKind is not JsonValueKind.Array)
            return null;
        var verdicts = recipients.EnumerateArray().Where(one => one.ValueKind is JsonValueKind.Object).Take(Most).Select(judge).ToList();
        return verdicts.Count > 0 ? verdicts : null;
    }

    private static JsonElement? Object(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object
            ? value
            : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
