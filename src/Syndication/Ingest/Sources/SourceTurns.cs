using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syndication.Storage;

namespace Syndication.Ingest.Sources;

/// <summary>Opens a source's turn with what is remembered of its pieces, and writes down what the turn came to.</summary>
internal sealed class SourceTurns(Database database, ArticleIntake intake)
{
    /// <summary>Opens one.</summary>
    /// <param name="source">The source.</param>
    /// <param name="row">What is remembered of it.</param>
    /// <param name="isDryRun">Whether nothing is to be stored.</param>
    /// <param name="now">When it begins.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SourceTurn> OpenAsync(Source source, SourceRow row, bool isDryRun, DateTimeOffset now, CancellationToken ct)
    {
        var kept = await database.ReadAsync(
            (db, token) => db.Set<SourceReportRow>().SingleOrDefaultAsync(kept => kept.Source == row.Id, token),
            ct
        );
        var before = kept is null ? null : JsonSerializer.Deserialize(kept.Report, SourceJson.Default.SourceReport);
        return new SourceTurn(source, SeenItems.Open(kept?.Seen), await intake.ContextAsync(ct), now)
        {
            IsFirstPull = SourceMemory.IsFirstPull(row, now),
            IsDryRun = isDryRun,
            HasDoubtfulIds = before?.HasDoubtfulIds is true,
            NotStoredBefore = (before?.Refusals ?? [])
                .Where(refused => refused.Reason == SourceIntake.NotStored)
                .Select(refused => refused.Item)
                .ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Writes down what came. Safe to run again.</summary>
    public Task CloseAsync(SourceRow row, SourceTurn turn, SourceReport report, CancellationToken ct)
    {
        var (text, seen) = (JsonSerializer.Serialize(report, SourceJson.Default.SourceReport), turn.Seen.Store());
        return database.WriteAsync(
            async (PublicationDb db, CancellationToken token) =>
            {
                if (await db.Set<SourceReportRow>().SingleOrDefaultAsync(kept => kept.Source == row.Id, token) is not { } kept)
                    kept = db.Add(
                        new SourceReportRow
                        {
                            Source = row.Id,
                            Report = text,
                            Seen = seen,
                        }
                    ).Entity;
                (kept.Report, kept.Seen) = (text, seen);
            },
            ct
        );
    }
}
