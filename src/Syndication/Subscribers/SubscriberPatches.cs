using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>Changes that the newsroom makes for a reader. It can pause, resume and end; only readers themselves can come back.</summary>
internal sealed class SubscriberPatches(Database database, PlanReader plans, PlanChanges changes, Departures departures)
{
    /// <summary>Applies a change, or names in <paramref name="faults"/> why not.</summary>
    public async Task ApplyAsync(Reader reader, SubscriberChange change, FieldFaults faults, CancellationToken ct)
    {
        var state = change.State is null ? (SubscriberState?)null : PlanWords.Read<SubscriberState>(change.State);
        if (change.State is not null && state is null or SubscriberState.Pending)
            faults.Add("state", "must be active, paused or unsubscribed");
        else if (!PreferencesEndpoints.IsHere(reader) && !(state is SubscriberState.Unsubscribed && change.Plan is null))
            faults.Add("state", "the reader has not confirmed or has left, and only they can change that");
        var sections = await database.ReadAsync(PlanReader.OpenSectionsAsync, ct);
        var plan = plans.Read(change.Plan ?? new PlanInput(), reader.Plan, sections, faults, "plan.");
        if (faults.Any)
            return;
        if (state is SubscriberState.Unsubscribed)
        {
            await departures.LeaveAsync(reader.Subscriber.Handle, ConsentManner.Api, 0, ct);
            return;
        }

        if (state is not null)
            plan = plan with { Paused = state is SubscriberState.Paused };
        if (!await changes.ChangeAsync(reader.Subscriber.Id, plan, ConsentManner.Api, 0, ct))
            faults.Add("state", "the reader has just left");
    }
}
