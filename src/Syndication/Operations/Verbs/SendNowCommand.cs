using System.CommandLine;
using Syndication.Digests;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Operations.Verbs;

/// <summary><c>send-now</c>: makes a cadence's readers due at once.</summary>
internal static class SendNowCommand
{
    public static Command Create(IServiceProvider services)
    {
        var cadence = new Option<string>("--cadence")
        {
            Description = "daily, weekly or monthly (each is never waited for).",
            Required = true,
        };
        cadence.AcceptOnlyFromAmong("daily", "weekly", "monthly");
        var command = new Command("send-now", "Makes the readers of a cadence due at once; a running server takes it up within seconds.")
        {
            cadence,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var asked = Enum.Parse<Cadence>(parsed.GetRequiredValue(cadence), ignoreCase: true);
                var readers = await services.GetRequiredService<Resumption>().RequestNowAsync(asked, ct);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"{readers} readers are due");
                return 0;
            }
        );
        return command;
    }
}
