using System.CommandLine;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>migrate</c>: brings the store to this version's model.</summary>
internal static class MigrateCommand
{
    public static Command Create(IServiceProvider services)
    {
        var breakLock = new Option<bool>("--break-lock")
        {
            Description = "Free the lock that a killed migration left behind, then migrate.",
        };
        var command = new Command("migrate", "Brings the store to this version's model; serve does so by itself.") { breakLock };
        command.SetAction(
            async (parsed, ct) =>
            {
                var preparation = services.GetRequiredService<StorePreparation>();
                if (parsed.GetValue(breakLock))
                    await preparation.BreakMigrationLockAsync(ct);
                var applied = await preparation.PrepareAsync(ct);
                foreach (var migration in applied)
                    await parsed.InvocationConfiguration.Output.WriteLineAsync($"applied {migration}");
                await parsed.InvocationConfiguration.Output.WriteLineAsync("the store is up to date");
                return 0;
            }
        );
        return command;
    }
}
