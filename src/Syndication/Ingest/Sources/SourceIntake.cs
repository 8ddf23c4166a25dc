using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Ingest.Formats;
using Syndication.Storage;

namespace Syndication.Ingest.Sources;

/// <summary>Takes in what a source's document holds, each piece for itself: a refused one never stops the others.</summary>
internal sealed partial class SourceIntake(
    Database database,
    ArticleIntake intake,
    SourceReading readings,
    WholeTexts texts,
    ILogger<SourceIntake> logger
)
{
    // As for batches of the API: mail never waits long for the writer, and a document does not pay one flush to disk per piece.
    private const int Chunk = 20;

    /// <summary>Why a piece is refused that the rules let through.</summary>
    public const string NotStored = "it could not be stored, see the log";

    // So much longer than its summary is no stored text that is only a summary too.
    private const int WholeBySummary = 2;

    /// <summary>Takes it in. Safe to run again: what is there already is recognised.</summary>
    /// <param name="turn">Whose, and how.</param>
    /// <param name="document">As read.</param>
    /// <param name="ct">Cancels between chunks; what was stored stays.</param>
    public async Task<SourceReport> TakeAsync(SourceTurn turn, SourceDocument document, CancellationToken ct)
    {
        var count = new Tally();
        var mended = new List<string>(document.Mended);
        var refusals = new List<RefusedItem>();
        var unplaced = 0;

        // Feeds have the latest first; what came first is to be the first in an issue too.
        var recognised = SourceNews.Mark(turn, Recognise(turn, document, mended), mended);
        if (document.IsIndex)
            recognised = [];
        foreach (var chunk in recognised.AsEnumerable().Reverse().Chunk(Chunk))
        {
            ct.ThrowIfCancellationRequested();
            var pieces = await ReadAsync(turn, document, chunk, mended, ct);
            foreach (var piece in pieces.Where(piece => piece.Reading is { Content: null }))
                refusals.Add(
                    new RefusedItem(piece.Name, string.Join("; ", piece.Reading!.Faults.Select(fault => $"{fault.Field}: {fault.Message}")))
                );
            unplaced += pieces.Count(piece => piece.Reading is { Content: null } reading && reading.Faults.Any(IsOfSection));
            count.Add(await TakeAsync(turn, pieces, refusals, ct));
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
            Unplaced = unplaced,
            Mended = SourceReport.Lines(mended),
            Unmapped = SourceReport.Lines(document.Unmapped.Concat(document.Items.SelectMany(item => item.Unmapped))),
            Refusals = [.. refusals.AsEnumerable().Reverse().Take(SourceReport.MostLines)],
            Error = document.Error,
            HasDoubtfulIds = turn.HasDoubtfulIds,
            IsUnfinished = turn.IsUnfinished,
        };
    }

    private static bool IsOfSection(Fault fault) => fault.Field == "section";

    // Of two with one id the first one counts, which is the later.
    private static List<SourcePiece> Recognise(SourceTurn turn, SourceDocument document, List<string> mended)
    {
        var ids = PieceIds.Of(document.Items, turn.HasDoubtfulIds);
        if (ids.AreDoubtful)
            mended.Add("one id stands for several pieces: they are told apart by their addresses, else by what they say");
        turn.HasDoubtfulIds = ids.AreDoubtful;
        var pieces = new List<SourcePiece>(document.Items.Count);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var piece in document.Items.Select(item => SourceReading.Recognise(turn, item, ids)))
        {
            if (taken.Add(piece.ExternalId))
                pieces.Add(piece);
            else
                mended.Add($"left out, for it comes twice: {piece.Name}");
        }

        return pieces;
    }

    private async Task<SourcePiece[]> ReadAsync(
        SourceTurn turn,
        SourceDocument document,
        SourcePiece[] recognised,
        List<string> mended,
        CancellationToken ct
    )
    {
        var pieces = recognised.ToArray();
        for (var i = 0; i < pieces.Length; i++)
        {
            var piece = pieces[i];
            if (piece.IsSeen)
                continue;
            var (whole, found) = await texts.CompleteAsync(turn, piece.Item, mended, ct);
            // A summary must not take the place of a whole text that came before.
            pieces[i] =
                found is not WholeTextState.Whole && await HasWholeTextAsync(turn, piece, ct)
                    ? piece with
                    {
                        IsKept = true,
                    }
                    : readings.Read(turn, document, piece, whole, mended);
            pieces[i] = pieces[i] with { IsUnfinished = found is WholeTextState.Later };
        }

        return pieces;
    }

    private async Task<bool> HasWholeTextAsync(SourceTurn turn, SourcePiece piece, CancellationToken ct)
    {
        var body = await database.ReadAsync(
            async (db, token) =>
                await ArticleIntake.FindAsync(db, turn.Source.WayIn, piece.ExternalId, token) is { } known
                    ? await (
                        from row in db.Set<ArticleRow>()
                        join revision in db.Set<RevisionRow>()
                            on new { Article = row.Id, Number = row.Revision } equals new { revision.Article, revision.Number }
                        where row.Id == known.Article
                        select revision.BodyHtml
                    ).SingleOrDefaultAsync(token)
                    : null,
            ct
        );
        return body is not null && PlainText.Of(body).Length > WholeBySummary * PlainText.Of(piece.Item.Summary ?? "").Length;
    }

    private async Task<Tally> TakeAsync(SourceTurn turn, SourcePiece[] pieces, List<RefusedItem> refusals, CancellationToken ct)
    {
        var coming = Array.FindAll(
            pieces,
            piece => !piece.IsSeen && !piece.IsKept && (piece.Item.IsWithdrawn || piece.Reading is { Content: not null })
        );
        var tally = new Tally { Unchanged = pieces.Count(piece => piece.IsSeen || piece.IsKept) };
        turn.HasTaken |= tally.Unchanged > 0;
        if (coming.Length > 0)
        {
            var taken = turn.IsDryRun
                ? new Taken(await database.ReadAsync((db, token) => ForeseeAsync(db, turn, coming, token), ct), coming)
                : await StoreAsync(turn, coming, refusals, ct);
            tally.Add(taken.Tally);
            coming = [.. taken.Pieces];
        }

        foreach (var piece in pieces.Where(piece => piece.IsSeen || piece.IsKept).Concat(coming).Where(piece => !piece.IsUnfinished))
            turn.Seen.Add(piece.Hash);
        return tally;
    }

    private async Task<Taken> StoreAsync(SourceTurn turn, SourcePiece[] pieces, List<RefusedItem> refusals, CancellationToken ct)
    {
        try
        {
            var tally = await WriteAsync(turn, pieces, ct);
            turn.HasTaken = true;
            return new Taken(tally, pieces);
        }
        catch (Exception fault) when (IsOfPieces(fault))
        {
            return await StoreSinglyAsync(turn, pieces, refusals, ct);
        }
    }

    // One of them cannot be stored: it must not keep the others out, today and for ever.
    private async Task<Taken> StoreSinglyAsync(SourceTurn turn, SourcePiece[] pieces, List<RefusedItem> refusals, CancellationToken ct)
    {
        var (tally, stored) = (new Tally(), new List<SourcePiece>());
        for (var i = 0; i < pieces.Length; i++)
        {
            try
            {
                tally.Add(await WriteAsync(turn, [pieces[i]], ct));
                stored.Add(pieces[i]);
                turn.HasTaken = true;
            }
            // Where none of several can be, and none came in before, it is not for what they are.
            catch (Exception fault) when (IsOfPieces(fault) && (turn.HasTaken || i < pieces.Length - 1 || pieces.Length == 1))
            {
                LogNotStored(fault);
                refusals.Add(new RefusedItem(pieces[i].Name, NotStored));
                // Once more soon, in case it was the moment's fault; then with each document that differs.
                turn.IsUnfinished |= !turn.NotStoredBefore.Contains(pieces[i].Name);
            }
        }

        return new Taken(tally, stored);
    }

    private Task<Tally> WriteAsync(SourceTurn turn, SourcePiece[] pieces, CancellationToken ct) =>
        database.WriteAsync((db, token) => StoreAsync(db, turn, pieces, token), ct);

    private static bool IsOfPieces(Exception fault) => fault is not OperationCanceledException && !StoreFaults.IsAway(fault);

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

    [LoggerMessage(
        EventId = 2205,
        Level = LogLevel.Error,
        Message = "A piece of a source could not be stored; the others are, and it is tried again with the next document"
    )]
    private partial void LogNotStored(Exception fault);

    private sealed record Taken(Tally Tally, IReadOnlyCollection<SourcePiece> Pieces);

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
