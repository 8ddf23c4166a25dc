using System.Globalization;
using Syndication.Ingest.Sources;

namespace Syndication.Operations.Verbs;

/// <summary>Sources and what came of them, as lines.</summary>
internal static class SourceLines
{
    /// <summary>One line of a source, its fields divided by tabs.</summary>
    public static string Of(SourceView view) =>
        string.Join(
            '\t',
            Printable(view.Name),
            view.Kind,
            view.State,
            Time(view.LastFetchAt),
            view.Outcome is { } outcome ? $"{outcome}{(view.Status is { } status ? $" ({status})" : "")}" : "-",
            Time(view.NextFetchAt),
            view.LastDocument is { } document ? $"{Counts(document)}, {Time(document.At)}" : "nothing yet",
            Printable(view.Reason ?? "-")
        );

    /// <summary>What a fetch brought, a line for each thing.</summary>
    public static IEnumerable<string> Of(Pulled pulled)
    {
        var fetched = pulled.Fetched;
        yield return Printable(
            $"{fetched.Outcome}{(fetched.Status is { } status ? $" ({status})" : "")}{(fetched.Reason is { } why ? $": {why}" : "")}"
        );
        if (pulled.Report is not { } report)
            yield break;
        yield return Printable($"{report.Kind} \"{report.Title}\", {report.Items} pieces: {Counts(report)}");
        foreach (var line in report.Mended)
            yield return Printable($"mended: {line}");
        foreach (var line in report.Unmapped)
            yield return Printable($"left out: {line}");
        foreach (var refusal in report.Refusals)
            yield return Printable($"refused: {refusal.Item}: {refusal.Reason}");
        if (report.Error is { } error)
            yield return Printable($"not read to the end: {error}");
    }

    private static string Counts(SourceReport report) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{report.New} new, {report.Revised} revised, {report.Unchanged} unchanged, {report.Withdrawn} withdrawn, {report.Refused} refused"
        );

    // What a stranger wrote must not move an operator's cursor.
    private static string Printable(string text) => string.Concat(text.Where(c => !char.IsControl(c)));

    private static string Time(DateTimeOffset? at) => at?.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture) ?? "-";
}
