using System.CommandLine;
using System.Text;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Subscribers.Lists;

namespace Syndication.Operations.Verbs;

/// <summary><c>export subscribers [PATH]</c>: all readers as CSV.</summary>
internal static class ExportCommand
{
    public static Command Create(IServiceProvider services)
    {
        var path = new Argument<string?>("PATH")
        {
            Description = "Where to; standard output when left out",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var state = new Option<SubscriberState?>("--state") { Description = "Only those who are pending, active, paused or unsubscribed" };
        var subscribers = new Command("subscribers", "Writes all readers as CSV, which \"import subscribers\" reads again.")
        {
            path,
            state,
        };
        subscribers.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var export = services.GetRequiredService<ListExport>();
                if (parsed.GetValue(path) is not { } file)
                {
                    await export.WriteAsync(parsed.InvocationConfiguration.Output, parsed.GetValue(state), ct);
                    return 0;
                }

                await using var output = new StreamWriter(file, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                await export.WriteAsync(output, parsed.GetValue(state), ct);
                return 0;
            }
        );
        return new Command("export", "Writes what is stored, for other systems.") { subscribers };
    }
}
