using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Syndication.Articles;
using Syndication.Ingest.Cleaning;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Ingest.Files;

/// <summary>Imports a file or a folder, each file for itself. Safe to run again: a file that was imported is recognised.</summary>
internal sealed class FileImporter(
    Database database,
    ArticleIntake intake,
    ArticleStore articles,
    SectionNotes notes,
    WebAddresses web,
    WrittenTexts texts
)
{
    // Twice the cap of a body: front matter and a page's head come on top, and UTF-16 is twice as long.
    private const long LongestFile = 2 * HtmlBounds.MaxBytes;

    /// <summary>Imports; one result for each file, in the order of their names.</summary>
    public async IAsyncEnumerable<ImportResult> ImportAsync(ImportRequest request, [EnumeratorCancellation] CancellationToken ct)
    {
        var path = Path.GetFullPath(request.Path);
        var isFolder = Directory.Exists(path);
        if (!isFolder && !File.Exists(path))
        {
            yield return Refused(request.Path, new Fault("path", request.Path, "a file or a folder that exists"));
            yield break;
        }

        var files = isFolder ? ImportFiles.Below(path, request.Kind) : [path];
        if (files.Count == 0)
            yield return Refused(request.Path, new Fault("path", request.Path, $"a folder with files of the kind {request.Kind}"));
        foreach (var file in files)
        {
            var name = isFolder ? Path.Combine(request.Path, Path.GetRelativePath(path, file)) : request.Path;
            yield return await ImportAsync(request, file, name, isFolder, ct);
        }
    }

    private async Task<ImportResult> ImportAsync(ImportRequest request, string file, string name, bool isFolder, CancellationToken ct)
    {
        if (new FileInfo(file).Length > LongestFile)
            return Refused(name, new Fault("file", null, "at most 1 MiB"));
        var text = TextFile.Decode(await File.ReadAllBytesAsync(file, ct));
        if (!text.IsText)
            return Refused(name, new Fault("file", null, "not plain text"));
        var context = await intake.ContextAsync(ct) with
        {
            Section = request.Section,
            Title = request.Title,
            Author = request.Author,
            Announce = request.Announce,
            IsNews = !isFolder,
        };
        var reading = Read(request.Kind, text.Text, Path.GetFileName(file), context);
        var said = new List<string>(reading.Notes);
        if (text.Encoding is { } encoding)
            said.Add($"read as {encoding}, it is not UTF-8");
        said.AddRange(reading.Cleaned);
        if (reading.Content is not { } content)
            return new ImportResult(name, ImportOutcome.Refused, Address: null, reading.Faults, said);
        if (reading.OfferedNote is { } note)
            said.Add($"{content.Section} has no standing note; taken from this file: {Shorten(note)}");
        if (request.DryRun)
            return new ImportResult(name, ImportOutcome.Readable, Address: null, [], said);
        var stored = await StoreAsync(request.Kind, reading.OwnId ?? file.Replace('\\', '/'), reading, ct);
        said.AddRange(stored.Cleaned);
        if (stored.Note is { } remark)
            said.Add(remark);
        var article = (await articles.FindAsync([stored.Article], ct))[0];
        return new ImportResult(name, OutcomeOf(stored.Outcome), web.Article(article.Slug), [], said);
    }

    private Reading Read(ImportKind kind, string text, string fileName, ReadingContext context)
    {
        try
        {
            return texts.Read(kind, text, fileName, context);
        }
        catch (RegexMatchTimeoutException)
        {
            // Made to be costly, or no text at all: the other files of the folder are still read.
            return Reading.Refused("file", null, "text that can be understood in reasonable time");
        }
    }

    private Task<Stored> StoreAsync(ImportKind kind, string externalId, Reading reading, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (reading.OfferedNote is { } note)
                    await notes.OfferAsync(db, reading.Content!.Section, note, token);
                return await intake.StoreAsync(db, kind.ToString().ToLowerInvariant(), externalId, reading, token);
            },
            ct
        );

    private static ImportResult Refused(string name, Fault fault) => new(name, ImportOutcome.Refused, Address: null, [fault], []);

    private static string Shorten(string text) => PlainText.Start(text, 60);

    private static ImportOutcome OutcomeOf(IntakeOutcome outcome) =>
        outcome switch
        {
            IntakeOutcome.Created => ImportOutcome.Created,
            IntakeOutcome.Revised => ImportOutcome.Revised,
            _ => ImportOutcome.Unchanged,
        };
}
