using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>The messages that wait for the operator, and the alarm about them: whichever way a row came to be held, and whoever committed it.</summary>
internal sealed partial class HeldMessages(Database database, ILogger<HeldMessages> logger)
{
    private HashSet<long> known = [];

    /// <summary>How many there are.</summary>
    public Task<int> CountAsync(CancellationToken ct) => database.ReadAsync((db, token) => Held(db).CountAsync(token), ct);

    /// <summary>Logs each that was not there the last time; a new process names all of them once.</summary>
    public async Task AlarmAsync(CancellationToken ct)
    {
        var held = await database.ReadAsync(
            (db, token) =>
                Held(db)
                    .OrderBy(row => row.Id)
                    .Select(row => new
                    {
                        row.Id,
                        row.Stream,
                        row.Group,
                    })
                    .ToListAsync(token),
            ct
        );
        foreach (var row in held.Where(row => !known.Contains(row.Id)))
            LogHeld(row.Id, row.Stream, row.Group);
        known = [.. held.Select(row => row.Id)];
    }

    private static IQueryable<Message> Held(PublicationDb db) => db.Set<Message>().Where(row => row.State == MessageState.Held);

    [LoggerMessage(
        EventId = 4006,
        Level = LogLevel.Error,
        Message = "Message {Message} of {Stream} {Group} may have arrived and is not sent again: it waits for the operator"
    )]
    private partial void LogHeld(long message, MessageStream stream, long group);
}
