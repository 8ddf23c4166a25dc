using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syndication.Ingest.Sources.Hubs;
using Syndication.Storage;

namespace Syndication.Ingest.Sources;

/// <summary>What operators see and do: sources with what came of them, one fetched now, one that ended asked again.</summary>
internal sealed class SourceDesk(Database database, SourceList sources, SourceStore store, SourcePull pull, SourceWorker worker)
{
    /// <summary>All configured sources, in the configuration's order.</summary>
    public async Task<IReadOnlyList<SourceView>> ListAsync(CancellationToken ct)
    {
        var (rows, reports, hubs) = await database.ReadAsync(
            async (db, token) =>
                (
                    await db.Set<SourceRow>().ToDictionaryAsync(row => row.Key, StringComparer.Ordinal, token),
                    await db.Set<SourceReportRow>()
                        .Select(report => new { report.Source, report.Report })
                        .ToDictionaryAsync(report => report.Source, report => report.Report, token),
                    await db.Set<SourceHubRow>().ToDictionaryAsync(hub => hub.Source, token)
                ),
            ct
        );
        return
        [
            .. sources.All.Select(source =>
                rows.TryGetValue(source.Key, out var row)
                    ? View(source, row, reports.GetValueOrDefault(row.Id), hubs.GetValueOrDefault(row.Id))
                    : Unknown(source)
            ),
        ];
    }

    /// <summary>Fetches a configured source now, whatever its hour, and stores what comes.</summary>
    /// <returns>Null: somebody else fetches it at the moment, or it broke off.</returns>
    public async Task<Pulled?> FetchAsync(Source source, CancellationToken ct)
    {
        await store.BringInLineAsync(ct);
        return await store.ClaimAsync(source.Key, ct) is { } held ? await worker.RunAsync(source, held, ct) : null;
    }

    /// <summary>Fetches and checks everything, stores nothing.</summary>
    public async Task<Pulled> TryAsync(Source source, CancellationToken ct)
    {
        var row =
            await store.FindAsync(source.Key, ct)
            ?? new SourceRow
            {
                Key = source.Key,
                Configured = source.Address.OriginalString,
                Address = source.Address.AbsoluteUri,
                Host = source.Address.IdnHost,
            };
        return await pull.PullAsync(source, row, isDryRun: true, ct);
    }

    /// <summary>Asks a source again that had ended, or that is left alone for its failures.</summary>
    /// <returns>False: it was never asked.</returns>
    public async Task<bool> ResumeAsync(Source source, CancellationToken ct)
    {
        await store.BringInLineAsync(ct);
        return await store.WakeAsync(source.Key, evenEnded: true, ct);
    }

    private static SourceView Unknown(Source source) =>
        new()
        {
            Name = source.Key,
            Kind = source.Kind.ToString().ToLowerInvariant(),
            Address = Shown(source.Address.AbsoluteUri),
            Section = source.Section,
            State = "waiting",
        };

    private static SourceView View(Source source, SourceRow row, string? report, SourceHubRow? hub) =>
        Unknown(source) with
        {
            Address = Shown(row.Address),
            Configured = row.Address == source.Address.AbsoluteUri ? null : Shown(source.Address.AbsoluteUri),
            State =
                row.EndedAt is not null ? "ended"
                : row.Holder is not null ? "fetching"
                : row.LastFetchAt is null ? "waiting"
                : row.Failures > 0 ? "failing"
                : "well",
            NextFetchAt = row.DueAt,
            IntervalSeconds =
                source.Every is { } every ? (long)every.TotalSeconds
                : row.Interval > TimeSpan.Zero ? (long)row.Interval.TotalSeconds
                : null,
            Failures = row.Failures,
            LastFetchAt = row.LastFetchAt,
            Outcome = row.Outcome,
            Status = row.Status,
            Reason = row.Reason,
            MovingTo = row is { MovedTo: { } moved, MovedSeen: > 0 } ? Shown(moved) : null,
            Hub = hub is null ? null : new SourceHubView(Shown(hub.Hub), hub.State, row.HubLeaseEndsAt, row.PushedAt),
            LastDocument = report is null ? null : JsonSerializer.Deserialize(report, SourceJson.Default.SourceReport),
        };

    private static string Shown(string address) => new Uri(address).GetLeftPart(UriPartial.Path);
}
