using System.CommandLine;
using System.Globalization;
using Syndication.Digests.Tracking;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>issues links</c>: how often an issue's links were followed.</summary>
internal static class LinksCommand
{
    private const string Columns = "\tpeople\tscanners\tproxies\ttitle";

    public static Command Create(IServiceProvider services)
    {
        var name = new Argument<string>("ISSUE") { Description = "The issue's name, as \"issues list\" shows it." };
        var command = new Command("links", "Shows how often an issue's links were followed, where Digests:Tracking has it counted.")
        {
            name,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var (output, issue) = (parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(name));
                if (await services.GetRequiredService<LinkFigures>().OfAsync(issue, ct) is not { } report)
                {
                    await parsed.InvocationConfiguration.Error.WriteLineAsync($"there is no issue '{issue}'");
                    return 1;
                }

                await output.WriteLineAsync(Columns);
                await output.WriteLineAsync(Line("all links", report.Clicks, ""));
                if (report.Opens is { } opens)
                    await output.WriteLineAsync(Line("opens", opens, ""));
                foreach (var link in report.Links)
                    await output.WriteLineAsync(Line(link.Address, link.Hits, link.Title));
                return 0;
            }
        );
        return command;
    }

    private static string Line(string of, HitNumbers hits, string title) =>
        string.Create(CultureInfo.InvariantCulture, $"{of}\t{hits.People}\t{hits.Scanners}\t{hits.Proxies}\t{title}");
}
