using System.CommandLine;
using System.Globalization;
using Syndication.Delivery.Figures;
using Syndication.Digests;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>issues figures</c>: what became of an issue's mail by hour and by receiving domain.</summary>
internal static class FiguresCommand
{
    private const string Columns = "\tsent\tin time\tdeferred\thard bounced\tcomplained\tunsubscribed\tbounced by reason";

    public static Command Create(IServiceProvider services)
    {
        var name = new Argument<string>("ISSUE") { Description = "The issue's name, as \"issues list\" shows it." };
        var command = new Command("figures", "Shows what became of an issue's mail: all together, by hour, by receiving domain.") { name };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var (figures, issue) = (services.GetRequiredService<IssueFigures>(), parsed.GetRequiredValue(name));
                var output = parsed.InvocationConfiguration.Output;
                if (await figures.OfAsync(issue, after: null, FigureStore.MostDomains, ct) is not { } report)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"there is no issue '{issue}'");
                    return 1;
                }

                await output.WriteLineAsync(Columns);
                await output.WriteLineAsync(Line("all", report.Total));
                foreach (var hour in report.Hours)
                    await output.WriteLineAsync(Line(hour.Hour.ToString("yyyy-MM-ddTHH:mmZ", CultureInfo.InvariantCulture), hour.Numbers));
                for (FigureReport? page = report; page is not null; page = await NextAsync(figures, issue, page, ct))
                {
                    foreach (var domain in page.Domains)
                        await output.WriteLineAsync(Line(domain.Domain.Length == 0 ? "(unknown)" : domain.Domain, domain.Numbers));
                }

                return 0;
            }
        );
        return command;
    }

    private static async Task<FigureReport?> NextAsync(IssueFigures figures, string issue, FigureReport page, CancellationToken ct) =>
        page.Next is { } after ? await figures.OfAsync(issue, after, FigureStore.MostDomains, ct) : null;

    private static string Line(string of, FigureNumbers numbers) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{of}\t{numbers.Sent}\t{numbers.InTime}\t{numbers.Deferred}\t{numbers.HardBounced}\t{numbers.Complained}\t{numbers.Unsubscribed}\t{Reasons(numbers)}"
        );

    private static string Reasons(FigureNumbers numbers) =>
        string.Join(", ", numbers.Bounced.Select(reason => string.Create(CultureInfo.InvariantCulture, $"{reason.Key} {reason.Value}")));
}
