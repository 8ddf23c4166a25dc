using System.Text;
using System.Text.Json;
using Syndication.Bounces.Judging;

namespace Syndication.Bounces.Webhooks;

/// <summary>What a provider says of one message, in its own form, as a report.</summary>
/// <param name="provider">Its name.</param>
/// <param name="relay">Name of the relay whose queue ids it may name; empty: any.</param>
internal sealed class ProviderReports(string provider, string relay)
{
    /// <summary>Makes the report.</summary>
    /// <param name="number">The provider's own number for the event; null or empty: its bytes stand in.</param>
    /// <param name="verdicts">What it says.</param>
    /// <param name="tokens">What may be tokens of ours.</param>
    /// <param name="queueIds">What the relay may have called the message.</param>
    /// <param name="raw">The event.</param>
    public ReturnedReport Of(
        string? number,
        IReadOnlyList<Verdict> verdicts,
        IEnumerable<string> tokens,
        IEnumerable<string?> queueIds,
        JsonElement raw
    )
    {
        var content = Encoding.UTF8.GetBytes(raw.GetRawText());
        string[] ids = [.. queueIds.OfType<string>().Where(id => id.Length is >= 4 and <= 128).Distinct(StringComparer.Ordinal)];
        return new ReturnedReport
        {
            Source = provider,
            Key = string.IsNullOrEmpty(number) ? ReturnedReport.KeyOf(content) : ReturnedReport.KeyOf(provider, number),
            Verdicts = verdicts,
            Tokens = [.. tokens],
            Queue = ids.Length == 0 ? null : new QueueName(ids, relay),
            Content = content,
        };
    }
}
