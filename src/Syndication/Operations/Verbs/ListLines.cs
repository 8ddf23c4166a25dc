using System.Globalization;
using Syndication.Subscribers.Lists;

namespace Syndication.Operations.Verbs;

/// <summary>Lists of readers as lines to print.</summary>
internal static class ListLines
{
    /// <summary>What became of a list, or would.</summary>
    public static IEnumerable<string> Of(ListReport report)
    {
        var plan = string.Join(", ", report.Plan.Select(chosen => $"{chosen.Key} {chosen.Value}"));
        yield return $"from {report.Import.Source}; plan of who brings none: {plan}";
        foreach (var fault in report.Faults)
            yield return string.Create(CultureInfo.InvariantCulture, $"line {fault.Line}: {fault.Field} {fault.Rule}");
        yield return Counts(report.Import);
        yield return report.DryRun
            ? "a dry run: nothing was changed"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"import {report.Import.Number}; \"import undo {report.Import.Number}\" takes it back"
            );
    }

    /// <summary>A list that was taken over.</summary>
    public static string Of(ListImport import)
    {
        var state =
            import.UndoneAt is { } undone ? $"taken back {undone:u}"
            : import.FinishedAt is null ? "not finished"
            : "finished";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{import.Number}\t{import.StartedAt:u}\t{import.Name}\t{import.Source}\t{state}\t{Counts(import)}"
        );
    }

    private static string Counts(ListImport import) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{import.Rows} rows: {import.Created} created, {import.Confirmed} confirmed, {import.Unsubscribed} unsubscribed, {import.Unchanged} unchanged, {import.Left} left before, {import.Suppressed} suppressed, {import.Unconfirmed} unconfirmed, {import.Invalid} invalid"
        );
}
