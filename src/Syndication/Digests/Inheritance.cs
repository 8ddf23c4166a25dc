using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>
/// Gives the readers of a section that moved its successor: with cadence, slot and mark of the old one, which goes on until what it has left was in
/// an issue. So nothing is missed and nothing comes twice. Whoever ever chose about the successor keeps that choice.
/// </summary>
internal sealed class Inheritance(Database database)
{
    // A verb writes beside the server in transactions of 50 ms at most.
    private const int Chunk = 500;
    private static readonly Cadence[] Followed = [Cadence.Each, Cadence.Daily, Cadence.Weekly, Cadence.Monthly];

    /// <summary>Of which moved sections all readers have the successor: nobody can turn on one that moved.</summary>
    private readonly ConcurrentDictionary<(SectionSlug Moved, SectionSlug Heir), bool> given = [];

    /// <summary>Passes on whom it can; safe to run again.</summary>
    /// <param name="sections">All sections.</param>
    /// <param name="newest">The newest sequence of each section; one that is missing has nothing.</param>
    /// <param name="ct">Cancels.</param>
    public async Task PassOnAsync(IReadOnlyList<Section> sections, IReadOnlyDictionary<SectionSlug, long> newest, CancellationToken ct)
    {
        var heirs = new SectionHeirs(sections);
        foreach (var moved in sections.Where(section => section.MovedTo is not null).Select(section => section.Slug))
        {
            if (!await database.ReadAsync((db, token) => Followers(db, moved).AnyAsync(token), ct))
                continue;
            if (heirs.LastOf(moved) is { EndedAt: null } heir && !given.ContainsKey((moved, heir.Slug)))
            {
                await GiveAsync(moved, heir.Slug, ct);
                given[(moved, heir.Slug)] = true;
            }

            var last = newest.GetValueOrDefault(moved);
            while (await database.ReadAsync((db, token) => Done(db, moved, last).AnyAsync(token), ct))
                await database.WriteAsync((db, token) => TurnOffAsync(db, moved, last, token), ct);
        }
    }

    private static IQueryable<Subscription> Followers(PublicationDb db, SectionSlug section) =>
        db.Set<Subscription>().Where(row => Followed.Contains(row.Cadence) && row.Section == section);

    /// <summary>Those to whom nothing of the section is owed any more.</summary>
    private static IQueryable<Subscription> Done(PublicationDb db, SectionSlug section, long last) =>
        Followers(db, section).Where(row => row.Mark >= last);

    private async Task GiveAsync(SectionSlug moved, SectionSlug heir, CancellationToken ct)
    {
        while (
            await database.WriteAsync(
                async (db, token) =>
                {
                    var rows = await Followers(db, moved)
                        .Where(row => !db.Set<Subscription>().Any(one => one.Subscriber == row.Subscriber && one.Section == heir))
                        .Take(Chunk)
                        .ToListAsync(token);
                    db.AddRange(rows.Select(row => Copy(row, heir)));
                    await TouchAsync(db, rows, token);
                    return rows.Count;
                },
                ct
            ) == Chunk
        ) { }
    }

    private static async Task TurnOffAsync(PublicationDb db, SectionSlug moved, long last, CancellationToken ct)
    {
        var rows = await Done(db, moved, last).AsTracking().Take(Chunk).ToListAsync(ct);
        foreach (var row in rows)
            (row.Cadence, row.NextSlot, row.NextDueAt) = (Cadence.Off, null, null);
        await TouchAsync(db, rows, ct);
    }

    private static Subscription Copy(Subscription row, SectionSlug heir) =>
        new()
        {
            Subscriber = row.Subscriber,
            Section = heir,
            Cadence = row.Cadence,
            Mark = row.Mark,
            From = row.From,
            NextSlot = row.NextSlot,
            NextDueAt = row.NextDueAt,
        };

    // Whoever read the plan before must not take this one for the same.
    private static Task<int> TouchAsync(PublicationDb db, List<Subscription> rows, CancellationToken ct)
    {
        var numbers = rows.ConvertAll(row => row.Subscriber.Value);
        return db.Set<Subscriber>()
            .Where(reader => numbers.Contains(reader.Number))
            .ExecuteUpdateAsync(change => change.SetProperty(reader => reader.PlanVersion, reader => reader.PlanVersion + 1), ct);
    }
}
