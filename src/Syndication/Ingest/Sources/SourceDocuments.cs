using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>Reads documents of sources, however they came, and takes in what they hold; only a few are in memory at once.</summary>
internal sealed class SourceDocuments(SourceReader reader, SourceIntake intake, ReadingRoom room)
{
    // A host's word of welcome, of a fault or of a payment due can be read as an article, and is none.
    private static readonly string[] Pages = [SourceKinds.Html, SourceKinds.Text, SourceKinds.Markdown, SourceKinds.Mail];

    /// <summary>Takes in a document that was fetched. Safe to run again.</summary>
    /// <returns>As it was read, and what came of it; no report: nothing of it could be read.</returns>
    public Task<(SourceDocument Document, SourceReport? Report)> TakeAsync(SourceTurn turn, Fetched fetched, CancellationToken ct) =>
        TakeAsync(turn, fetched, _ => Task.FromResult(false), ct);

    /// <summary>As the other, but for what the caller wants to take in together with more.</summary>
    /// <param name="turn">Whose, and how.</param>
    /// <param name="fetched">The document.</param>
    /// <param name="isHeld">Whether it is only to be read: there is no report then.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(SourceDocument Document, SourceReport? Report)> TakeAsync(
        SourceTurn turn,
        Fetched fetched,
        Func<SourceDocument, Task<bool>> isHeld,
        CancellationToken ct
    )
    {
        using var place = await room.EnterAsync(ct);
        var document = Read(fetched, ct);
        return IsUnreadable(document) || await isHeld(document) ? (document, null) : (document, await TakeAsync(turn, document, place, ct));
    }

    /// <summary>Reads a document that was fetched, and takes nothing of it in.</summary>
    public async Task<SourceDocument> ReadAsync(Fetched fetched, CancellationToken ct)
    {
        using var place = await room.EnterAsync(ct);
        return Read(fetched, ct);
    }

    /// <summary>Takes in what was read.</summary>
    public async Task<SourceReport> TakeAsync(SourceTurn turn, SourceDocument document, CancellationToken ct)
    {
        using var place = await room.EnterAsync(ct);
        return await TakeAsync(turn, document, place, ct);
    }

    /// <summary>As <see cref="TakeAsync(SourceTurn, Fetched, CancellationToken)"/>, for whoever has a place in the <see cref="ReadingRoom"/>.</summary>
    /// <param name="turn">The source's.</param>
    /// <param name="brought">What came.</param>
    /// <param name="place">The caller's place, which is given back early where whole texts are asked for.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(SourceDocument Document, SourceReport? Report)> TakeBroughtAsync(
        SourceTurn turn,
        Fetched brought,
        IDisposable place,
        CancellationToken ct
    )
    {
        var document = Read(brought, ct);
        return IsUnreadable(document) ? (document, null) : (document, await TakeAsync(turn, document, place, ct));
    }

    private Task<SourceReport> TakeAsync(SourceTurn turn, SourceDocument document, IDisposable place, CancellationToken ct)
    {
        // Who waits for pages of whole texts meanwhile keeps nobody else waiting for a place.
        if (turn.Source.FullText)
            place.Dispose();
        return intake.TakeAsync(turn, document, ct);
    }

    private static bool IsUnreadable(SourceDocument document) => document.Error is not null && document.Items.Count == 0;

    private SourceDocument Read(Fetched fetched, CancellationToken ct)
    {
        var document = reader.Read(new SourceBytes(fetched.Body, fetched.ContentType, fetched.Address), ct);
        if (fetched.Note is { } note)
            document = document with { Mended = [note, .. document.Mended] };
        return Pages.Contains(document.Kind, StringComparer.Ordinal)
            ? SourceDocument.Refused(document.Kind, $"{document.Kind}, and no feed or other list of pieces")
            : document;
    }
}
