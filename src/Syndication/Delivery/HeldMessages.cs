using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Delivery;

/// <summary>The messages that wait for the operator, and the alarm about them: whichever way a row came to be held, and whoever committed it.</summary>
internal sealed partial class HeldMessages(Database database, ILogger<HeldMessages> logger)
{
    private Dictionary<(MessageStream, long), int> known = [];

    /// <summary>How many there are.</summary>
    public Task<int> CountAsync(CancellationToken ct) => database.ReadAsync((db, token) => Held(db).CountAsync(token), ct);

    /// <summary>Logs each group that has more of them than the last time; a new process names all once.</summary>
    public async Task AlarmAsync(CancellationToken ct)
    {
        var groups = await database.ReadAsync(
            (db, token) =>
                Held(db)
                    .GroupBy(row => new { row.Stream, row.Group })
                    .Select(rows => new
                    {
                        rows.Key,
                        First = rows.Min(row => row.Id),
                        Count = rows.Count(),
                        Doubts = rows.Sum(row => row.Doubts),
                    })
                    .ToListAsync(token),
            ct
        );

        // By doubts, not rows: one that was released and is held once more has another.
        foreach (var held in groups.Where(held => held.Doubts > known.GetValueOrDefault((held.Key.Stream, held.Key.Group))))
            LogHeld(held.Count, held.Key.Stream, held.Key.Group, held.First);
        known = groups.ToDictionary(held => (held.Key.Stream, held.Key.Group), held => held.Doubts);
    }

    private static IQueryable<Message> Held(PublicationDb db) => db.Set<Message>().Where(row => row.State == MessageState.Held);

    [LoggerMessage(
        EventId = 4006,
        Level = LogLevel.Error,
        Message = "{Count} messages of {Stream} {Group}, {Message} first, may have arrived and are not sent again: they wait for the operator"
    )]
    private partial void LogHeld(int count, MessageStream stream, long group, long message);
}
