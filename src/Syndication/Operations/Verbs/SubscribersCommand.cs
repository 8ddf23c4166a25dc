using System.CommandLine;
using System.Text.Json;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Subscribers.Records;

namespace Syndication.Operations.Verbs;

/// <summary><c>subscribers data</c> and <c>subscribers erase</c>: what a reader may ask for.</summary>
internal static class SubscribersCommand
{
    private const int Success = 0;
    private const int Failure = 1;

    public static Command Create(IServiceProvider services) =>
        new("subscribers", "Answers what readers may ask for: all that is stored about them, and its erasure.")
        {
            CreateOne(
                services,
                "data",
                "Prints all that is stored about a reader, as JSON.",
                async (address, output, ct) =>
                {
                    if (await services.GetRequiredService<ReaderRecords>().OfAsync(address, ct) is not { } record)
                        return false;
                    await output.WriteLineAsync(JsonSerializer.Serialize(record, ReaderRecordJson.Default.ReaderRecord));
                    return true;
                }
            ),
            CreateOne(
                services,
                "erase",
                "Erases a reader; a keyed hash of the address stays, so that no list brings them back.",
                (address, _, ct) => services.GetRequiredService<Erasure>().EraseAsync(address, ct)
            ),
        };

    private static Command CreateOne(
        IServiceProvider services,
        string name,
        string description,
        Func<EmailAddress, TextWriter, CancellationToken, Task<bool>> act
    )
    {
        var address = new Argument<string>("ADDRESS") { Description = "The reader's address" };
        address.Validators.Add(result =>
        {
            if (!EmailAddress.TryParse(result.GetValueOrDefault<string>(), out _, out var fault))
                result.AddError($"ADDRESS {fault}");
        });
        var command = new Command(name, description) { address };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                _ = EmailAddress.TryParse(parsed.GetRequiredValue(address), out var known, out _);
                if (await act(known!, parsed.InvocationConfiguration.Output, ct))
                    return Success;
                await parsed.InvocationConfiguration.Error.WriteLineAsync("nobody here has this address");
                return Failure;
            }
        );
        return command;
    }
}
