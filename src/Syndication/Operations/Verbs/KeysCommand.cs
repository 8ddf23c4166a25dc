using System.CommandLine;
using Syndication.Operations.Access;
using Syndication.Storage;

namespace Syndication.Operations.Verbs;

/// <summary><c>keys add</c>, <c>keys list</c> and <c>keys revoke</c>.</summary>
internal static class KeysCommand
{
    public static Command Create(IServiceProvider services) =>
        new("keys", "Makes, lists and revokes the keys of newsroom systems and operators.")
        {
            CreateAdd(services),
            CreateList(services),
            CreateRevoke(services),
        };

    private static Command CreateAdd(IServiceProvider services)
    {
        var name = new Argument<string>("name") { Description = "What to call it: who will hold it." };
        var role = new Option<KeyRole>("--role")
        {
            Description = "newsroom opens the API; operator opens /admin too.",
            DefaultValueFactory = _ => KeyRole.Newsroom,
        };
        role.AcceptOnlyFromAmong("newsroom", "operator");
        var command = new Command("add", "Makes a key and prints it alone on the last line; it cannot be shown again.") { name, role };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var keys = services.GetRequiredService<ApiKeyStore>();
                await parsed.InvocationConfiguration.Output.WriteLineAsync(
                    await keys.AddAsync(parsed.GetRequiredValue(name), parsed.GetValue(role), ct)
                );
                return 0;
            }
        );
        return command;
    }

    private static Command CreateList(IServiceProvider services)
    {
        var command = new Command("list", "Lists the keys: number, name, role, when made, whether revoked.");
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                foreach (var key in await services.GetRequiredService<ApiKeyStore>().AllAsync(ct))
                {
                    var state = key.RevokedAt is null ? "good" : "revoked";
                    await parsed.InvocationConfiguration.Output.WriteLineAsync(
                        $"{key.Id}\t{key.Name}\t{key.Role}\t{key.CreatedAt:u}\t{state}"
                    );
                }

                return 0;
            }
        );
        return command;
    }

    private static Command CreateRevoke(IServiceProvider services)
    {
        var name = new Argument<string>("name") { Description = "Every good key of this name." };
        var command = new Command("revoke", "Makes keys open nothing from now on, logins made with them included.") { name };
        command.SetAction(
            async (parsed, ct) =>
            {
                await services.GetRequiredService<StorePreparation>().PrepareAsync(ct);
                var revoked = await services.GetRequiredService<ApiKeyStore>().RevokeAsync(parsed.GetRequiredValue(name), ct);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"revoked {revoked}");
                return revoked > 0 ? 0 : 1;
            }
        );
        return command;
    }
}
