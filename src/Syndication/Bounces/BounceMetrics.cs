using System.Diagnostics.Metrics;
using System.Text.Json;
using Syndication.Bounces.Judging;

namespace Syndication.Bounces;

/// <summary>What is counted of reports: by source, class and outcome, never by reader or domain.</summary>
internal sealed class BounceMetrics
{
    private readonly Counter<long> reports;
    private readonly Counter<long> leavings;
    private readonly Counter<long> refused;

    public BounceMetrics(IMeterFactory meters)
    {
        var meter = meters.Create("Syndication.Bounces");
        reports = meter.CreateCounter<long>("syndication.bounces.reports", "{report}", "Reports that came in.");
        leavings = meter.CreateCounter<long>("syndication.bounces.unsubscribes", "{mail}", "Mails that end a subscription.");
        refused = meter.CreateCounter<long>("syndication.bounces.refused", "{request}", "Webhooks that did not prove whose they are.");
    }

    public void Count(string source, VerdictClass kind, ReportOutcome outcome) =>
        reports.Add(1, Label("source", source), Label("class", Word(kind)), Label("outcome", Word(outcome)));

    public void CountLeaving(ReportOutcome outcome) => leavings.Add(1, Label("outcome", Word(outcome)));

    public void CountRefused(string provider) => refused.Add(1, Label("source", provider));

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
