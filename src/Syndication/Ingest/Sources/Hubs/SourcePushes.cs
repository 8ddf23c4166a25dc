using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Storage;

namespace Syndication.Ingest.Sources.Hubs;

/// <summary>What hubs come back with: questions whether we meant it, and content.</summary>
internal sealed class SourcePushes(
    Database database,
    SourceList sources,
    SourcePull pull,
    SourceHubs hubs,
    ReadingRoom room,
    IOptions<SourcesOptions> options,
    TimeProvider clock
)
{
    private static readonly TimeSpan AskedLately = TimeSpan.FromDays(1);
    private static readonly TimeSpan DefaultLease = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestLease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestLease = TimeSpan.FromDays(365);

    private readonly PushRoom coming = new();

    /// <summary>Whether we asked for this subscription, which is then active for the lease (WebSub, section 5.3).</summary>
    public Task<bool> ConfirmAsync(string token, string topic, long? leaseSeconds, CancellationToken ct) =>
        database.WriteAsync(
            async (db, ending) =>
            {
                var now = clock.GetUtcNow();
                if (await FindAsync(db, token, ending) is not var (hub, source) || hub.Topic != topic || hub.AskedAt < now - AskedLately)
                    return false;
                var lease = leaseSeconds is > 0
                    ? TimeSpan.FromSeconds(Math.Min(leaseSeconds.Value, (long)LongestLease.TotalSeconds))
                    : DefaultLease;
                lease = lease < ShortestLease ? ShortestLease : lease;
                (hub.State, hub.Failures, source.HubLeaseEndsAt, source.HubDueAt) = (
                    SourceHubState.Active,
                    0,
                    now + lease,
                    now + (lease * 2 / 3)
                );
                return true;
            },
            ct
        );

    /// <summary>Whether we want this subscription no more; nobody else can end it in our name.</summary>
    public async Task<bool> IsUnwantedAsync(string token, CancellationToken ct) =>
        await database.ReadAsync((db, ending) => FindAsync(db, token, ending), ct) is not { } found || !IsWanted(found.Source);

    /// <summary>Notes that the hub does not serve the topic (WebSub, section 5.2).</summary>
    public Task DenyAsync(string token, CancellationToken ct) =>
        database.WriteAsync(
            async (PublicationDb db, CancellationToken ending) =>
            {
                if (await FindAsync(db, token, ending) is not var (hub, source))
                    return;
                hub.State = SourceHubState.Denied;
                (source.HubLeaseEndsAt, source.HubDueAt) = (null, clock.GetUtcNow() + SourceHubs.PauseAfter(int.MaxValue));
            },
            ct
        );

    /// <summary>Takes in what a hub brought. What is not signed as it should be is not believed, and not told so (WebSub, section 8).</summary>
    /// <remarks>
    /// Nothing is read of what nobody asked for, or of what could not be believed. It waits for a place to be read in once it is here as a whole
    /// and is signed: who sends slowly or falsely keeps no source waiting.
    /// </remarks>
    public async Task<SourcePushOutcome> TakeAsync(SourcePush push, CancellationToken ct)
    {
        if (await database.ReadAsync((db, ending) => FindAsync(db, push.Token, ending), ct) is not var (hub, row) || !IsWanted(row))
            return SourcePushOutcome.Over;
        // Without a secret anybody may say so: it is a reason to look, no more often than the source would be looked at anyway.
        if (!hub.IsSigned || push.Length == 0 || row.FirstReadAt is null)
        {
            await WakeAsync(row, ct);
            return SourcePushOutcome.Accepted;
        }

        if (string.IsNullOrEmpty(push.Signature))
            return SourcePushOutcome.Accepted;
        using var seat = coming.TryEnter(row.Id);
        // Too many at once: it is looked at where it lies.
        if (seat is null)
        {
            await WakeAsync(row, ct);
            return SourcePushOutcome.Accepted;
        }

        var (failure, body) = await ReadAsync(push, ct);
        if (failure is { } outcome)
            return outcome;
        if (body.IsEmpty)
            await WakeAsync(row, ct);
        else if (HubSignature.IsValid(push.Signature, Encoding.ASCII.GetBytes(hubs.SecretOf(hub.Token)), body.Span))
            await TakeAsync(sources.Find(row.Key)!, row, hub.Topic, push.ContentType, body, ct);
        return SourcePushOutcome.Accepted;
    }

    private async Task<(SourcePushOutcome? Failure, ReadOnlyMemory<byte> Body)> ReadAsync(SourcePush push, CancellationToken ct)
    {
        using var late = new CancellationTokenSource(SourceFetcher.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            return await push.ReadAsync(either.Token) is { } body ? (null, body) : (SourcePushOutcome.TooLong, default);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            return (SourcePushOutcome.TooSlow, default);
        }
    }

    private async Task TakeAsync(
        Source source,
        SourceRow row,
        string topic,
        string? contentType,
        ReadOnlyMemory<byte> body,
        CancellationToken ct
    )
    {
        var brought = new Fetched
        {
            Outcome = SourceOutcome.Read,
            Address = new Uri(topic),
            Body = body,
            ContentType = contentType,
        };
        using var place = await room.EnterAsync(ct);
        var pulled = await pull.TakeAsync(source, row, brought, place, ct);
        var now = clock.GetUtcNow();
        await database.WriteAsync(
            async (PublicationDb db, CancellationToken ending) =>
            {
                var stored = await db.Set<SourceRow>().SingleAsync(one => one.Id == row.Id, ending);
                // What cannot be read is looked at where it lies.
                if (pulled.Report is null)
                    stored.DueAt = stored.Holder is null ? now : stored.DueAt;
                else
                    stored.PushedAt = now;
                SourceMemory.NoteDocument(stored, pulled, now, options.Value.Pull);
            },
            ct
        );
    }

    private Task<int> WakeAsync(SourceRow row, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var soonest = row.LastFetchAt + options.Value.Pull.Shortest is { } rested && rested > now ? rested : now;
        return database.WriteAsync(
            (db, ending) =>
                db.Set<SourceRow>()
                    .Where(one => one.Id == row.Id && one.Holder == null && one.DueAt > soonest)
                    .ExecuteUpdateAsync(set => set.SetProperty(one => one.DueAt, soonest), ending),
            ct
        );
    }

    private bool IsWanted(SourceRow row) => row.EndedAt is null && sources.Find(row.Key) is not null;

    private static async Task<(SourceHubRow Hub, SourceRow Source)?> FindAsync(PublicationDb db, string token, CancellationToken ct) =>
        await db.Set<SourceHubRow>().SingleOrDefaultAsync(hub => hub.Token == token, ct) is { } hub
        && await db.Set<SourceRow>().SingleOrDefaultAsync(row => row.Id == hub.Source, ct) is { } source
            ? (hub, source)
            : null;
}
