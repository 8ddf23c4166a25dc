using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Operations.Messages;

/// <summary>The operator's decision about one held message, of whichever stream.</summary>
internal sealed class HeldDecisions(Database database, Recovery recovery, SenderSignal senders)
{
    /// <summary>Sends it again; it may arrive twice.</summary>
    /// <returns>Null: no such message; false: it is not held.</returns>
    public async Task<bool?> ReleaseAsync(long message, CancellationToken ct)
    {
        var released = await DecideAsync(message, recovery.ReleaseAsync, ct);
        senders.Wake();
        return released;
    }

    /// <summary>Ends it.</summary>
    /// <inheritdoc cref="ReleaseAsync"/>
    public Task<bool?> GiveUpAsync(long message, CancellationToken ct) => DecideAsync(message, recovery.GiveUpAsync, ct);

    private Task<bool?> DecideAsync(
        long message,
        Func<PublicationDb, MessageStream, long, long?, CancellationToken, Task<int>> decide,
        CancellationToken ct
    ) =>
        database.WriteAsync<bool?>(
            async (db, token) =>
                await db.Set<Message>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == message, token) is { } row
                    ? await decide(db, row.Stream, row.Group, row.Recipient, token) > 0
                    : null,
            ct
        );
}
