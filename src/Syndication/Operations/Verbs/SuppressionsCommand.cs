using System.CommandLine;
using System.Globalization;
using System.Text;
using Syndication.Operations.DoNotMail;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Operations.Verbs;

/// <summary><c>suppressions list</c>, <c>suppressions show</c> and <c>suppressions lift</c>.</summary>
internal static class SuppressionsCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const string NotThere = "not on the list";

    public static Command Create(IServiceProvider services) =>
        new("suppressions", "Says which addresses must not be mailed and why, and takes them off the list.")
        {
            CreateList(services),
            CreateShow(services),
            CreateLift(services),
        };

    private static Command CreateList(IServiceProvider services)
    {
        var reason = new Option<string?>("--reason") { Description = "Only those: " + string.Join(", ", Reasons.Words) + "." };
        reason.AcceptOnlyFromAmong([.. Reasons.Words]);
        var command = new Command(
            "list",
            "Lists them, the newest first: name, address where a reader has it, reason, since when, and the report that led to it."
        )
        {
            reason,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var desk = services.GetRequiredService<SuppressionDesk>();
                var only = parsed.GetValue(reason) is { } word ? Reasons.Read(word) : null;
                for (var shown = 0; await desk.ListAsync(only, shown, ct) is { Count: > 0 } page; shown += page.Count)
                {
                    foreach (var listed in page)
                        await parsed.InvocationConfiguration.Output.WriteLineAsync(Line(listed));
                }

                return Success;
            }
        );
        return command;
    }

    private static Command CreateShow(IServiceProvider services)
    {
        var which = Which();
        var command = new Command("show", "Says why one is on the list, and prints the report that led to it.") { which };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var desk = services.GetRequiredService<SuppressionDesk>();
                var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
                if (await desk.FindAsync(QueryOf(parsed.GetRequiredValue(which)), ct) is not { } listed)
                {
                    await errors.WriteLineAsync(NotThere);
                    return Failure;
                }

                await output.WriteLineAsync(Line(listed));
                if (listed.Report is { } report && await desk.TextAsync(report.Number, ct) is { } text)
                    await output.WriteLineAsync("\n" + Printable(text));
                return Success;
            }
        );
        return command;
    }

    private static Command CreateLift(IServiceProvider services)
    {
        var which = Which();
        var command = new Command("lift", "Takes one off the list, whatever it is on it for; a reader who left stays so.") { which };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                if (await services.GetRequiredService<SuppressionDesk>().LiftAsync(QueryOf(parsed.GetRequiredValue(which)), ct))
                    return Success;
                await parsed.InvocationConfiguration.Error.WriteLineAsync(NotThere);
                return Failure;
            }
        );
        return command;
    }

    private static Argument<string> Which()
    {
        var which = new Argument<string>("ADDRESS") { Description = "The address, or the name that \"suppressions list\" shows." };
        which.Validators.Add(result =>
        {
            var text = result.GetValueOrDefault<string>() ?? "";
            if (text.Contains('@', StringComparison.Ordinal) && !EmailAddress.TryParse(text, out _, out var fault))
                result.AddError($"ADDRESS {fault}");
        });
        return which;
    }

    private static SuppressionQuery QueryOf(string which) =>
        which.Contains('@', StringComparison.Ordinal) ? new SuppressionQuery(which, null) : new SuppressionQuery(null, which);

    private static string Line(ListedSuppression listed) =>
        string.Join(
            '\t',
            listed.Id,
            listed.Address ?? "-",
            listed.Reason,
            Time(listed.Since),
            listed.Report is { } report
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"report {report.Number}: {report.Class}, {report.Reason}, {report.Status ?? "-"}, by {report.Source}, {Time(report.At)}"
                )
                : "no report"
        );

    // What a stranger wrote must not move an operator's cursor.
    private static string Printable(byte[] text) =>
        string.Concat(Encoding.UTF8.GetString(text).Where(c => c is '\n' or '\t' || !char.IsControl(c)));

    private static string Time(DateTimeOffset at) => at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
