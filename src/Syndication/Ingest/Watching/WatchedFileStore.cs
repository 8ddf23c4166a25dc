using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Ingest.Watching;

/// <summary>Stores what a file holds and remembers the file, in one transaction: whoever dies in between finds neither.</summary>
internal sealed class WatchedFileStore(Database database, ArticleIntake intake, SectionNotes sectionNotes, TimeProvider clock)
{
    // Few enough that mail never waits long for the writer. A longer file is read again from its start after a crash, which changes nothing.
    private const int Chunk = 20;
    private const int MostLines = 20;
    private const int AskedAtOnce = 500;

    /// <summary>What is remembered of these files, by path, and of the folder itself: of what was put away long ago nothing is read.</summary>
    public Task<Dictionary<string, WatchedFile>> OfAsync(IEnumerable<string> paths, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                var known = new Dictionary<string, WatchedFile>(StringComparer.Ordinal);
                foreach (var some in paths.Append(WatchedFile.Folder).Chunk(AskedAtOnce))
                {
                    foreach (var file in await db.Set<WatchedFile>().Where(file => some.Contains(file.Path)).ToListAsync(token))
                        known[file.Path] = file;
                }

                return known;
            },
            ct
        );

    /// <summary>Files whose articles are withdrawn when the files are gone.</summary>
    public Task<List<string>> StandingAsync(CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                db.Set<WatchedFile>()
                    .Where(file =>
                        (file.Outcome == WatchedOutcome.Taken || file.Outcome == WatchedOutcome.Refused) && file.Path != WatchedFile.Folder
                    )
                    .Select(file => file.Path)
                    .ToListAsync(token),
            ct
        );

    /// <summary>Files that were refused in whole or in part, those read last first.</summary>
    public Task<List<WatchedFile>> RefusedAsync(int most, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                db.Set<WatchedFile>()
                    .Where(file => file.Outcome == WatchedOutcome.Refused)
                    .OrderByDescending(file => file.ReadAt)
                    .Take(most)
                    .ToListAsync(token),
            ct
        );

    /// <summary>Files of which their editors should know something, those read last first.</summary>
    public Task<List<WatchedFile>> NotedAsync(int most, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                db.Set<WatchedFile>()
                    .Where(file => file.Notes != "" && file.Outcome != WatchedOutcome.Withdrawn)
                    .OrderByDescending(file => file.ReadAt)
                    .Take(most)
                    .ToListAsync(token),
            ct
        );

    /// <summary>How many files were read.</summary>
    public Task<int> CountAsync(CancellationToken ct) =>
        database.ReadAsync((db, token) => db.Set<WatchedFile>().CountAsync(file => file.Path != WatchedFile.Folder, token), ct);

    /// <summary>Stores the articles of a file and remembers it. Safe to run again.</summary>
    public async Task<WatchedFile> StoreAsync(SeenFile seen, string hash, IReadOnlyList<WatchedArticle> articles, CancellationToken ct)
    {
        var ids = new HashSet<ArticleId>();
        var notes = new List<string>();
        var chunks =
            articles.Count == 0
                ?
                [
                    [],
                ]
                : articles.Chunk(Chunk).ToList();
        foreach (var chunk in chunks[..^1])
        {
            var (stored, said) = await database.WriteAsync((db, token) => StoreAsync(db, chunk, wasWithdrawn: false, token), ct);
            ids.UnionWith(stored);
            notes.AddRange(said);
        }

        return await database.WriteAsync(
            async (db, token) =>
            {
                var row = await db.Set<WatchedFile>().FindAsync([seen.Path], token);
                var wasWithdrawn = row?.Outcome is WatchedOutcome.Withdrawn;
                var (stored, said) = await StoreAsync(db, chunks[^1], wasWithdrawn, token);
                HashSet<ArticleId> all = [.. ids, .. stored];
                row ??= db.Add(new WatchedFile { Path = seen.Path }).Entity;
                var faults = articles.SelectMany(article => Faults(article, articles.Count > 1)).ToList();
                (row.Size, row.ModifiedAt, row.Hash, row.ReadAt) = (seen.Size, seen.ModifiedAt, hash, clock.GetUtcNow());
                row.Outcome = faults.Count == 0 ? WatchedOutcome.Taken : WatchedOutcome.Refused;
                (row.Articles, row.Article) = (all.Count, all.Count == 1 ? all.Single() : null);
                row.Faults = Lines(faults);
                row.Notes = Lines([.. notes, .. said]);
                return row;
            },
            ct
        );
    }

    /// <summary>Remembers that a file was touched and is what it was.</summary>
    public Task TouchAsync(SeenFile seen, CancellationToken ct) =>
        database.WriteAsync(
            (db, token) =>
                db.Set<WatchedFile>()
                    .Where(file => file.Path == seen.Path)
                    .ExecuteUpdateAsync(
                        change => change.SetProperty(file => file.ModifiedAt, seen.ModifiedAt).SetProperty(file => file.Size, seen.Size),
                        token
                    ),
            ct
        );

    /// <summary>
    /// Withdraws the article of a file that was deleted, unless another file is it too or readers see another source's text. Safe to run again.
    /// </summary>
    /// <returns>Whether it was withdrawn.</returns>
    public Task<bool> WithdrawAsync(string path, IReadOnlySet<string> there, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (await db.Set<WatchedFile>().FindAsync([path], token) is not { Outcome: not WatchedOutcome.Withdrawn } row)
                    return false;
                if (row.Article is not { } article)
                {
                    // Refused, or a collection that somebody tidied away: nothing is known to be meant.
                    db.Remove(row);
                    return false;
                }

                var others = await db.Set<WatchedFile>()
                    .Where(file => file.Article == article && file.Path != path && file.Outcome != WatchedOutcome.Withdrawn)
                    .Select(file => file.Path)
                    .ToListAsync(token);
                if (others.Exists(there.Contains))
                {
                    // It was moved within the folder.
                    db.Remove(row);
                    return false;
                }

                if (await db.Set<ArticleRow>().AnyAsync(known => known.Id == article && known.State == ArticleState.Withdrawn, token))
                {
                    // By somebody's word: the file does not bring it back when it is there again.
                    db.Remove(row);
                    return false;
                }

                if (await TakeBackAsync(db, article, token))
                {
                    row.Outcome = WatchedOutcome.Withdrawn;
                    return true;
                }

                // Others give the article, too, and theirs is what readers see.
                db.Remove(row);
                return false;
            },
            ct
        );

    /// <summary>Remembers that all that lay there at first has been read. Safe to run again.</summary>
    public Task OpenAsync(CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                if (await db.Set<WatchedFile>().FindAsync([WatchedFile.Folder], token) is null)
                    db.Add(new WatchedFile { Path = WatchedFile.Folder, ReadAt = clock.GetUtcNow() });
            },
            ct
        );

    // The folder gives an article under a name of its own, or where its file carries the newsroom's id, under that.
    private async Task<bool> TakeBackAsync(PublicationDb db, ArticleId article, CancellationToken ct)
    {
        var given = await db.Set<ArticleSource>()
            .Where(source => source.Article == article && (source.Source == WatchedFileReader.Source || source.Source == ArticleSource.Api))
            .ToListAsync(ct);
        var own = given.Exists(IsOfFolder) ? given.FindAll(IsOfFolder) : given;
        var isWithdrawn = false;
        foreach (var source in own.Find(source => source.IsOwner) is { } owner ? [owner] : own)
            isWithdrawn |= await intake.WithdrawAsync(db, source.Source, source.ExternalId, ct) is true;
        return isWithdrawn;
    }

    private static bool IsOfFolder(ArticleSource source) => source.Source == WatchedFileReader.Source;

    private async Task<(List<ArticleId> Ids, List<string> Notes)> StoreAsync(
        PublicationDb db,
        IReadOnlyList<WatchedArticle> articles,
        bool wasWithdrawn,
        CancellationToken ct
    )
    {
        var (ids, notes) = (new List<ArticleId>(), new List<string>());
        foreach (var article in articles)
        {
            notes.AddRange(article.Reading.Notes.Concat(article.Reading.Cleaned));
            if (article.Ignored.Count > 0)
                notes.Add("has no place in an article: " + string.Join(", ", article.Ignored));
            if (article.IsWithdrawn && await ArticleIntake.FindAsync(db, article.Source, article.ExternalId, ct) is { } known)
            {
                if (await intake.WithdrawAsync(db, article.Source, article.ExternalId, ct) is false)
                    notes.Add("taken back here, and given by another source, whose text stays");
                ids.Add(known.Article);
            }
            else if (!article.IsWithdrawn && article.Reading.Content is { } content)
            {
                if (article.Reading.OfferedNote is { } offered)
                    await sectionNotes.OfferAsync(db, content.Section, offered, ct);
                var stored = await intake.StoreAsync(db, article.Source, article.ExternalId, article.Reading, ct);
                ids.Add(stored.Article);
                // Its file is back: what took it away was the file's absence, not an editor's word.
                var isBack = wasWithdrawn && await intake.BringBackAsync(db, article.Source, article.ExternalId, article.Reading, ct);
                if (!isBack && stored.Note is { } note)
                    notes.Add(note);
            }
        }

        return (ids, notes);
    }

    private static IEnumerable<string> Faults(WatchedArticle article, bool isOneOfMany) =>
        article.IsWithdrawn
            ? []
            : article.Reading.Faults.Select(fault =>
                (isOneOfMany ? article.ExternalId + ": " : "")
                + (fault.Field.Length == 0 ? fault.Message : $"{fault.Field}: {fault.Message}")
            );

    private static string Lines(List<string> lines)
    {
        var distinct = lines.Distinct(StringComparer.Ordinal).ToList();
        return string.Join('\n', distinct.Take(MostLines)) + (distinct.Count > MostLines ? $"\nand {distinct.Count - MostLines} more" : "");
    }
}
