using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>Reads documents of sources, however they came, and takes in what they hold; only a few are in memory at once.</summary>
internal sealed class SourceDocuments(SourceReader reader, SourceIntake intake, ReadingRoom room)
{
    // A host's word of welcome, of a fault or of a payment due can be read as an article, and is none.
    private static readonly string[] Pages = [SourceKinds.Html, SourceKinds.Text, SourceKinds.Markdown, SourceKinds.Mail];

    /// <summary>Takes in a document that was fetched. Safe to run again.</summary>
    /// <returns>As it was read, and what came of it; no report: nothing of it could be read.</returns>
    public async Task<(SourceDocument Document, SourceReport? Report)> TakeAsync(SourceTurn turn, Fetched fetched, CancellationToken ct)
    {
        using var place = await room.EnterAsync(ct);
        // Who waits for pages of whole texts meanwhile keeps nobody else waiting for a place.
        return await TakeAsync(turn, fetched, turn.Source.FullText ? place.Dispose : null, ct);
    }

    /// <summary>As <see cref="TakeAsync(SourceTurn, Fetched, CancellationToken)"/>, for whoever has a place in the <see cref="ReadingRoom"/>.</summary>
    public Task<(SourceDocument Document, SourceReport? Report)> TakeBroughtAsync(SourceTurn turn, Fetched brought, CancellationToken ct) =>
        TakeAsync(turn, brought, whenRead: null, ct);

    private async Task<(SourceDocument Document, SourceReport? Report)> TakeAsync(
        SourceTurn turn,
        Fetched fetched,
        Action? whenRead,
        CancellationToken ct
    )
    {
        var document = Read(fetched, ct);
        if (document.Error is not null && document.Items.Count == 0)
            return (document, null);
        whenRead?.Invoke();
        return (document, await intake.TakeAsync(turn, document, ct));
    }

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
