using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Subscribers.Lists;

/// <summary>Takes over a list that has consent already, in transactions of a few; safe to run again, and to be taken back by <see cref="ListUndo"/>.</summary>
internal sealed class ListImporter(Database database, PlanReader plans, BatchReading reading, ListChunk chunk, TimeProvider clock)
{
    private const int MostFaults = 100;

    /// <summary>Reads a list to its end.</summary>
    /// <param name="list">The file; stays the caller's.</param>
    /// <param name="request">How.</param>
    /// <param name="progress">Told the rows so far.</param>
    /// <param name="ct">Cancels between two transactions; what was stored stays.</param>
    /// <exception cref="ListFaultException">The list or the request is no good, or the list cannot be read any further.</exception>
    public async Task<ListReport> ImportAsync(Stream list, ListRequest request, IProgress<int>? progress, CancellationToken ct)
    {
        var sections = await database.ReadAsync(PlanReader.OpenSectionsAsync, ct);
        var cadences = CadencesOf(request, sections);
        using var file = await ListFile.OpenAsync(list);
        if (file.Columns is { ConsentAt.Count: 0, IsOfDeparted: false } && request.ConsentAt is null)
            throw new ListFaultException("no column says when consent was given: say it for all of them");
        var import = await BeginAsync(request, file.Columns.Source, ct);
        var faults = new List<ListFault>();
        var seen = new HashSet<ulong>();
        await foreach (var rows in file.RowsAsync(request, cadences, ct).Chunk(ListChunk.Size).WithCancellation(ct))
        {
            var lines = rows.Select(row => Line(row, sections)).ToArray();
            var outcomes = request.DryRun ? await JudgeAsync(lines, seen, ct) : await StoreAsync(lines, import, ct);
            import.Count(outcomes);
            NoteFaults(rows, lines, faults);
            progress?.Report(import.Rows);
        }

        if (!request.DryRun)
            await FinishAsync(import, ct);
        return new ListReport(import, request.DryRun, cadences, faults);
    }

    private Dictionary<string, string> CadencesOf(ListRequest request, IReadOnlyCollection<Section> sections)
    {
        var byDefault = plans.Default(sections).Cadences;
        var chosen = request.Sections.Count == 0 ? sections.Select(section => section.Slug.Value) : request.Sections;
        var cadences = chosen.ToDictionary(
            slug => slug,
            slug => request.Cadence ?? PlanWords.Of(byDefault.GetValueOrDefault(new SectionSlug(slug))),
            StringComparer.Ordinal
        );
        var faults = new FieldFaults();
        _ = plans.Read(new PlanInput { Cadences = cadences }, plans.Default(), sections, faults);
        return faults.Any
            ? throw new ListFaultException(string.Join("; ", faults.ToDictionary().Select(fault => $"{fault.Key} {fault.Value[0]}")))
            : cadences;
    }

    private Task<ListImport> BeginAsync(ListRequest request, string source, CancellationToken ct)
    {
        var import = new ListImport
        {
            Name = request.Name,
            Source = source,
            StartedAt = clock.GetUtcNow(),
        };
        return request.DryRun
            ? Task.FromResult(import)
            : database.WriteAsync(
                async (db, token) =>
                {
                    db.Add(import);
                    await db.SaveChangesAsync(token);
                    return import;
                },
                ct
            );
    }

    private BatchLine Line(ListRow row, IReadOnlyCollection<Section> sections)
    {
        var line = reading.Read(new BatchEntry(row.Input, ""), sections);
        if (row.Standing is ListStanding.Unclear)
            line.Faults.Add("status", "does not say in a known word whether mail is wanted");
        return line with { IsUnconfirmed = row.Standing is ListStanding.Unconfirmed };
    }

    private async Task<List<ListOutcome>> JudgeAsync(BatchLine[] lines, HashSet<ulong> seen, CancellationToken ct)
    {
        var outcomes = await database.ReadAsync((db, token) => chunk.JudgeAsync(db, lines, token), ct);
        for (var at = 0; at < lines.Length; at++)
        {
            // What the first row of an address would store is not there for the second to be found.
            if (
                outcomes[at] is ListOutcome.Created or ListOutcome.Confirmed or ListOutcome.Unsubscribed
                && !seen.Add(AddressMark.Of(lines[at].Address!.Key))
            )
                outcomes[at] = outcomes[at] is ListOutcome.Unsubscribed ? ListOutcome.Left : ListOutcome.Unchanged;
        }

        return outcomes;
    }

    private Task<List<ListOutcome>> StoreAsync(BatchLine[] lines, ListImport import, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var outcomes = await chunk.StoreAsync(db, lines, import.Number, token);
                await SaveCountsAsync(db, import, outcomes, token);
                return outcomes;
            },
            ct
        );

    // Others see how far it is, and after a crash how far it came.
    private static Task<int> SaveCountsAsync(PublicationDb db, ListImport import, List<ListOutcome> more, CancellationToken ct)
    {
        int Of(ListOutcome which) => more.Count(outcome => outcome == which);
        var number = import.Number;
        var (rows, invalid, created, confirmed) = (more.Count, Of(ListOutcome.Invalid), Of(ListOutcome.Created), Of(ListOutcome.Confirmed));
        var (unsubscribed, unchanged) = (Of(ListOutcome.Unsubscribed), Of(ListOutcome.Unchanged));
        var (left, suppressed, unconfirmed) = (Of(ListOutcome.Left), Of(ListOutcome.Suppressed), Of(ListOutcome.Unconfirmed));
        return db.Set<ListImport>()
            .Where(stored => stored.Number == number)
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(stored => stored.Rows, stored => stored.Rows + rows)
                        .SetProperty(stored => stored.Invalid, stored => stored.Invalid + invalid)
                        .SetProperty(stored => stored.Created, stored => stored.Created + created)
                        .SetProperty(stored => stored.Confirmed, stored => stored.Confirmed + confirmed)
                        .SetProperty(stored => stored.Unsubscribed, stored => stored.Unsubscribed + unsubscribed)
                        .SetProperty(stored => stored.Unchanged, stored => stored.Unchanged + unchanged)
                        .SetProperty(stored => stored.Left, stored => stored.Left + left)
                        .SetProperty(stored => stored.Suppressed, stored => stored.Suppressed + suppressed)
                        .SetProperty(stored => stored.Unconfirmed, stored => stored.Unconfirmed + unconfirmed),
                ct
            );
    }

    private Task<int> FinishAsync(ListImport import, CancellationToken ct)
    {
        var (number, now) = (import.Number, clock.GetUtcNow());
        import.FinishedAt = now;
        return database.WriteAsync(
            (db, token) =>
                db.Set<ListImport>()
                    .Where(stored => stored.Number == number)
                    .ExecuteUpdateAsync(change => change.SetProperty(stored => stored.FinishedAt, now), token),
            ct
        );
    }

    private static void NoteFaults(ListRow[] rows, BatchLine[] lines, List<ListFault> faults)
    {
        foreach (var (row, line) in rows.Zip(lines).Where(pair => pair.Second.Faults.Any))
        {
            foreach (var (field, rules) in line.Faults.ToDictionary())
            {
                if (faults.Count < MostFaults)
                    faults.Add(new ListFault(row.Line, field, rules[0]));
            }
        }
    }
}
