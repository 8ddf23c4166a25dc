using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Ingest.Formats;
using Syndication.Storage;

namespace Syndication.Ingest.Sources;

/// <summary>Takes in what a source's document holds, each piece for itself: a refused one never stops the others.</summary>
internal sealed class SourceIntake(Database database, ArticleIntake intake, SourceReading readings, WholeTexts texts)
{
    // As for batches of the API: mail never waits long for the writer, and a document does not pay one flush to disk per piece.
    private const int Chunk = 20;

    /// <summary>What readings depend on, for one turn of a source.</summary>
    public Task<ReadingContext> ContextAsync(CancellationToken ct) => intake.ContextAsync(ct);

    /// <summary>Takes it in. Safe to run again: what is there already is recognised.</summary>
    /// <param name="turn">Whose, and how.</param>
    /// <param name="document">As read.</param>
    /// <param name="ct">Cancels between chunks; what was stored stays.</param>
    public async Task<SourceReport> TakeAsync(SourceTurn turn, SourceDocument document, CancellationToken ct)
    {
        var count = new Tally();
        var mended = new List<string>(document.Mended);
        var refusals = new List<RefusedItem>();

        // Feeds have the latest first; what came first is to be the first in an issue too. Of two with one id the later one counts.
        var items = document.Items.DistinctBy(SourcePiece.IdOf).Reverse();
        foreach (var chunk in items.Chunk(Chunk))
        {
            ct.ThrowIfCancellationRequested();
            var pieces = await ReadAsync(turn, document, chunk, mended, ct);
            foreach (var piece in pieces.Where(piece => piece.Reading is { Content: null }))
                refusals.Add(
                    new RefusedItem(piece.Name, string.Join("; ", piece.Reading!.Faults.Select(fault => $"{fault.Field}: {fault.Message}")))
                );
            count.Add(await TakeAsync(turn, pieces, ct));
        }

        return new SourceReport
        {
            At = turn.At,
            Kind = document.Kind,
            Title = document.Title,
            Items = document.Items.Count,
            New = count.New,
            Revised = count.Revised,
            Unchanged = count.Unchanged,
            Withdrawn = count.Withdrawn,
            Refused = refusals.Count,
            Mended = SourceReport.Lines(mended),
            Unmapped = SourceReport.Lines(document.Unmapped.Concat(document.Items.SelectMany(item => item.Unmapped))),
            Refusals = [.. refusals.AsEnumerable().Reverse().Take(SourceReport.MostLines)],
            Error = document.Error,
        };
    }

    private async Task<SourcePiece[]> ReadAsync(
        SourceTurn turn,
        SourceDocument document,
        SourceItem[] items,
        List<string> mended,
        CancellationToken ct
    )
    {
        var pieces = Array.ConvertAll(items, item => SourceReading.Recognise(turn, item));
        for (var i = 0; i < pieces.Length; i++)
        {
            if (pieces[i].IsSeen)
                continue;
            var (whole, isLater) = await texts.CompleteAsync(turn, items[i], mended, ct);
            pieces[i] = readings.Read(turn, document, pieces[i], whole, mended) with { IsUnfinished = isLater };
        }

        return pieces;
    }

    private async Task<Tally> TakeAsync(SourceTurn turn, SourcePiece[] pieces, CancellationToken ct)
    {
        var coming = Array.FindAll(pieces, piece => !piece.IsSeen && (piece.Item.IsWithdrawn || piece.Reading is { Content: not null }));
        var seen = new Tally { Unchanged = pieces.Count(piece => piece.IsSeen) };
        if (coming.Length == 0)
            return seen;
        var taken = turn.IsDryRun
            ? await database.ReadAsync((db, token) => ForeseeAsync(db, turn, coming, token), ct)
            : await database.WriteAsync((db, token) => StoreAsync(db, turn, coming, token), ct);
        foreach (var piece in pieces.Where(piece => piece.IsSeen).Concat(coming.Where(piece => !piece.IsUnfinished)))
            turn.Seen.Add(piece.Hash);
        seen.Add(taken);
        return seen;
    }

    private async Task<Tally> StoreAsync(PublicationDb db, SourceTurn turn, SourcePiece[] pieces, CancellationToken ct)
    {
        var tally = new Tally();
        foreach (var piece in pieces)
        {
            if (piece.Item.IsWithdrawn)
            {
                tally.Add(await WithdrawAsync(db, turn.Source.WayIn, piece.ExternalId, ct));
                continue;
            }

            var stored = await intake.StoreAsync(db, turn.Source.WayIn, piece.ExternalId, piece.Reading!, ct);
            tally.Add(stored.Outcome);
        }

        return tally;
    }

    private async Task<Tally> WithdrawAsync(PublicationDb db, string wayIn, string externalId, CancellationToken ct)
    {
        var known = await ArticleIntake.FindAsync(db, wayIn, externalId, ct);
        if (known is null || await db.Set<ArticleRow>().AnyAsync(row => row.Id == known.Article && row.State == ArticleState.Withdrawn, ct))
            return new Tally { Unchanged = 1 };
        return await intake.WithdrawAsync(db, wayIn, externalId, ct) is true ? new Tally { Withdrawn = 1 } : new Tally { Unchanged = 1 };
    }

    // What is known would be compared; here it counts as revised where the source changed a word of it.
    private static async Task<Tally> ForeseeAsync(PublicationDb db, SourceTurn turn, SourcePiece[] pieces, CancellationToken ct)
    {
        var tally = new Tally();
        foreach (var piece in pieces)
        {
            var isKnown = await ArticleIntake.FindAsync(db, turn.Source.WayIn, piece.ExternalId, ct) is not null;
            if (piece.Item.IsWithdrawn)
                tally.Add(isKnown ? new Tally { Withdrawn = 1 } : new Tally { Unchanged = 1 });
            else
                tally.Add(isKnown ? IntakeOutcome.Revised : IntakeOutcome.Created);
        }

        return tally;
    }

    private sealed class Tally
    {
        public int New { get; set; }
        public int Revised { get; set; }
        public int Unchanged { get; set; }
        public int Withdrawn { get; set; }

        public void Add(Tally other)
        {
            New += other.New;
            Revised += other.Revised;
            Unchanged += other.Unchanged;
            Withdrawn += other.Withdrawn;
        }

        public void Add(IntakeOutcome outcome) =>
            Add(
                outcome switch
                {
                    IntakeOutcome.Created => new Tally { New = 1 },
                    IntakeOutcome.Revised => new Tally { Revised = 1 },
                    _ => new Tally { Unchanged = 1 },
                }
            );
    }
}
