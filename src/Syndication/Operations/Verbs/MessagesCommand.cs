using System.CommandLine;
using Syndication.Operations.Messages;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Operations.Verbs;

/// <summary><c>messages list</c>, <c>messages release</c> and <c>messages give-up</c>.</summary>
internal static class MessagesCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    public static Command Create(IServiceProvider services) =>
        new("messages", "Says what happened to an address's mail, and decides about messages that are held.")
        {
            CreateList(services),
            CreateDecision(
                services,
                "release",
                "Sends a held message again, with the same Message-ID; it may arrive twice.",
                (held, number, ct) => held.ReleaseAsync(number, ct)
            ),
            CreateDecision(
                services,
                "give-up",
                "Ends a held message; what it carries is not sent to its reader again.",
                (held, number, ct) => held.GiveUpAsync(number, ct)
            ),
        };

    private static Command CreateList(IServiceProvider services)
    {
        var address = new Option<string>("--address") { Description = "The reader's address.", Required = true };
        address.Validators.Add(result =>
        {
            if (!EmailAddress.TryParse(result.GetValueOrDefault<string>(), out _, out var fault))
                result.AddError($"--address {fault}");
        });
        var command = new Command("list", "Lists every message to an address, newest first, each with every attempt.") { address };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var configuration = parsed.InvocationConfiguration;
                _ = EmailAddress.TryParse(parsed.GetRequiredValue(address), out var known, out _);
                if (await services.GetRequiredService<MessageHistory>().FindAsync(known!, ct) is not { } history)
                {
                    await configuration.Error.WriteLineAsync("nobody here has this address");
                    return Failure;
                }

                foreach (var line in MessageLines.Of(history))
                    await configuration.Output.WriteLineAsync(line);
                return Success;
            }
        );
        return command;
    }

    private static Command CreateDecision(
        IServiceProvider services,
        string name,
        string description,
        Func<HeldDecisions, long, CancellationToken, Task<bool?>> decide
    )
    {
        var number = new Argument<long>("NUMBER") { Description = "The message's number, as \"messages list\" shows it." };
        var command = new Command(name, description) { number };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var decided = await decide(services.GetRequiredService<HeldDecisions>(), parsed.GetValue(number), ct);
                if (decided is true)
                    return Success;
                await parsed.InvocationConfiguration.Error.WriteLineAsync(decided is null ? "no such message" : "the message is not held");
                return Failure;
            }
        );
        return command;
    }
}
