using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Takes over a list that has consent already. Never brings back anyone who left, and leaves those who are here as they are.</summary>
internal sealed class SubscriberBatch(Database database, PlanReader plans, Refusals refusals, Departures departures, ConsentLog log)
{
    /// <summary>A transaction's worth: other writers wait for it.</summary>
    private const int Chunk = 25;
    private const int MaxHow = 200;

    /// <summary>Imports the items in order, in transactions of a few; safe to run again.</summary>
    public async Task<IReadOnlyList<BatchItem>> ImportAsync(IEnumerable<BatchEntry> entries, CancellationToken ct)
    {
        var sections = await database.ReadAsync(PlanReader.OpenSectionsAsync, ct);
        var items = new List<BatchItem>();
        foreach (var chunk in entries.Chunk(Chunk))
        {
            var done = await database.WriteAsync(
                async (db, token) =>
                {
                    var results = new List<BatchItem>(chunk.Length);
                    foreach (var entry in chunk)
                        results.Add(await ImportAsync(db, entry, sections, token));
                    return results;
                },
                ct
            );
            items.AddRange(done);
        }

        return items;
    }

    private static void CheckConsent(ConsentInput? consent, DateTimeOffset now, FieldFaults faults)
    {
        if (consent?.At is not { } at || at > now)
            faults.Add("consent.at", "is required: when consent was given, not in the future");
        if (consent?.How is not { Length: > 0 and <= MaxHow } how || how.Any(char.IsControl))
            faults.Add("consent.how", $"is required: how consent was given, 1 to {MaxHow} characters");
    }

    private async Task<BatchItem> ImportAsync(PublicationDb db, BatchEntry entry, List<Section> sections, CancellationToken ct)
    {
        var faults = new FieldFaults();
        if (entry.Input is not { } input)
        {
            faults.Add("", entry.Fault);
            return new BatchItem(null, "invalid", faults.ToDictionary());
        }

        if (!EmailAddress.TryParse(input.Email, out var address, out var fault))
            faults.Add("email", fault);
        var state = PlanWords.Read<SubscriberState>(input.State ?? "active");
        if (state is null or SubscriberState.Pending)
            faults.Add("state", "must be active, paused or unsubscribed");
        var leaves = state is SubscriberState.Unsubscribed;
        if (!leaves)
            CheckConsent(input.Consent, log.Now, faults);
        if (!leaves && input.Plan?.Cadences is null)
            faults.Add("plan.cadences", "is required");
        var plan = plans.Read(input.Plan ?? new PlanInput(), plans.Default(), sections, faults, "plan.");
        if (faults.Any)
            return new BatchItem(input.Email, "invalid", faults.ToDictionary());
        plan = plan with { Paused = plan.Paused || state is SubscriberState.Paused };
        return new BatchItem(input.Email, await StoreAsync(db, address!, input, plan, leaves, ct));
    }

    private async Task<string> StoreAsync(
        PublicationDb db,
        EmailAddress address,
        SubscriberInput input,
        ReaderPlan plan,
        bool leaves,
        CancellationToken ct
    )
    {
        var reader = await SignUps.FindAsync(db, address, ct);
        if (
            reader is { State: SubscriberState.Unsubscribed }
            || (reader is null && await refusals.ReasonAsync(db, address, ct) is not null)
        )
            return "left";
        if (reader is { State: not SubscriberState.Pending } && !leaves)
            return "unchanged";
        var isNew = reader is null;
        if (reader is null)
        {
            db.Add(reader = SignUps.New(address, plan, log.Now));
            await db.SaveChangesAsync(ct);
        }

        if (leaves)
        {
            await departures.LeaveAsync(db, reader, ConsentManner.Api, 0, ct);
            return "unsubscribed";
        }

        reader.State = SubscriberState.Active;
        reader.ConfirmedAt = input.Consent!.At;
        await PlanRows.ApplyAsync(db, reader, plan, fresh: true, log.Now, ct);
        log.WriteMoved(db, reader.Id, input.Consent.At!.Value, input.Consent.How!);
        await db.SaveChangesAsync(ct);
        return isNew ? "created" : "confirmed";
    }
}

/// <summary>One item of a batch as it could be read.</summary>
/// <param name="Input">The item; null where it could not be read.</param>
/// <param name="Fault">Why not; means nothing where it could.</param>
internal readonly record struct BatchEntry(SubscriberInput? Input, string Fault);
