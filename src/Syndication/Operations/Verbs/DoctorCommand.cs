using System.CommandLine;
using Syndication.Delivery.Gate;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>doctor</c>: looks at everything that decides whether mail arrives, and says what mends each fault.</summary>
internal static class DoctorCommand
{
    public static Command Create(IServiceProvider services)
    {
        var command = new Command(
            "doctor",
            "Checks what decides whether mail arrives: alignment, SPF, DKIM, DMARC, MX, PTR, the one-click address, list headers, postal address. "
                + "Ends with 1 where there is a fault; what nobody answers is none."
        );
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var report = await services.GetRequiredService<GateInspector>().InspectAsync(ct);
                foreach (var line in report.Lines())
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
                return report.Faults.Count == 0 ? 0 : 1;
            }
        );
        return command;
    }
}
