using System.Text;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Ingest.Pictures;

/// <summary>What is known of lead pictures: completes articles on their way in, and keeps what is still to be looked at.</summary>
internal sealed class PictureStore(Database database, ArticlePublisher publisher, TimeProvider clock)
{
    private const int MostTries = 5;
    private const int Chunk = 50;

    // What one host may have waiting before it stands before the others.
    private const int MostSeen = 20_000;

    // An index of PostgreSQL holds 2,700 bytes a row.
    private const int LongestUrl = 2000;

    /// <summary>
    /// The content with what an earlier look found where the source says nothing of it: an article that is sent again without its picture's
    /// size does not lose it.
    /// </summary>
    public static async Task<ArticleContent> CompleteAsync(PublicationDb db, ArticleContent content, CancellationToken ct)
    {
        if (content.Image is not { } image || IsKnown(image))
            return content;
        // For each article that comes in, and nearly always none: EF would take longer to ask than the store to say so.
        await using var pictures = new RowsCommand(db);
        var (url, measured) = (pictures.Value(RowsCommand.Text(image.Url)), pictures.Value(RowsCommand.Number((int)PictureState.Measured)));
        var found = await pictures.ReadAsync(
            $"""SELECT "Article" FROM "Pictures" WHERE "Url" = {url} AND "State" = {measured} LIMIT 1""",
            row => new ArticleId(RowsCommand.IdOf(row, 0)),
            ct
        );
        return found is [var article] && await db.Set<PictureRow>().FindAsync([article], ct) is { } picture
            ? content with
            {
                Image = Completed(image, picture),
            }
            : content;
    }

    /// <summary>Notes that the article's picture is to be looked at, where it lacks its size and was not looked at before. Safe to run again.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="article">Whose picture it is.</param>
    /// <param name="content">The article.</param>
    /// <param name="isNew">Whether it was added in this transaction.</param>
    /// <param name="ct">Cancels.</param>
    public async Task NoteAsync(PublicationDb db, ArticleId article, ArticleContent content, bool isNew, CancellationToken ct)
    {
        if (content.Image is not { } image || IsKnown(image) || Encoding.UTF8.GetByteCount(image.Url) > LongestUrl)
            return;
        if (isNew)
        {
            var fresh = new PictureRow
            {
                Article = article,
                Url = image.Url,
                State = PictureState.Waiting,
                DueAt = clock.GetUtcNow(),
            };
            await NewRows.AddOneAsync(db, fresh, ct);
            return;
        }

        var row = await db.Set<PictureRow>().FindAsync([article], ct);
        if (row?.Url == image.Url)
            return;
        if (row is null)
            row = db.Add(new PictureRow { Article = article, Url = image.Url }).Entity;
        (row.Url, row.State, row.Reason, row.Tries, row.DueAt) = (image.Url, PictureState.Waiting, null, 0, clock.GetUtcNow());
        (row.Type, row.Width, row.Height, row.Bytes) = (null, null, null, null);
    }

    /// <summary>Addresses that are due, each once: of every host those that wait longest, of which no host takes the others' places.</summary>
    /// <param name="most">Most of all hosts together.</param>
    /// <param name="mostOfHost">Most of one.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<List<string>> DueAsync(int most, int mostOfHost, CancellationToken ct)
    {
        var due = new List<string>(most);
        var hosts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var url in await OldestAsync(ct))
        {
            var host = HostOf(url);
            var count = hosts.GetValueOrDefault(host);
            if (count == mostOfHost)
                continue;
            hosts[host] = count + 1;
            due.Add(url);
            if (due.Count == most)
                break;
        }

        return due;
    }

    /// <summary>Whose server shows it; empty where it is no address.</summary>
    public static string HostOf(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Authority : "";

    private Task<List<string>> OldestAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return database.ReadAsync(
            (db, token) =>
                db.Set<PictureRow>()
                    .Where(picture => picture.State == PictureState.Waiting && picture.DueAt <= now)
                    .GroupBy(picture => picture.Url)
                    .OrderBy(same => same.Min(picture => picture.DueAt))
                    .Select(same => same.Key)
                    .Take(MostSeen)
                    .ToListAsync(token),
            ct
        );
    }

    /// <summary>Remembers what a look found, and completes the articles that show the picture. Safe to run again.</summary>
    public async Task RememberAsync(string url, PictureFinding finding, CancellationToken ct)
    {
        var now = clock.GetUtcNow();

        // One picture may stand for a whole section's articles.
        while (await database.WriteAsync((db, token) => RememberAsync(db, url, finding, now, token), ct) == Chunk) { }
    }

    /// <summary>Pictures in a state, the newest of them first.</summary>
    public Task<List<PictureRow>> ListAsync(PictureState state, int most, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                db.Set<PictureRow>()
                    .Where(picture => picture.State == state)
                    .OrderByDescending(picture => picture.DueAt)
                    .Take(most)
                    .ToListAsync(token),
            ct
        );

    private async Task<int> RememberAsync(PublicationDb db, string url, PictureFinding finding, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.Set<PictureRow>()
            .Where(picture => picture.Url == url && picture.State == PictureState.Waiting && picture.DueAt <= now)
            .OrderBy(picture => picture.Article)
            .Take(Chunk)
            .ToListAsync(ct);
        foreach (var row in rows)
        {
            Apply(row, finding, now);
            if (row.State is PictureState.Measured)
                await publisher.DescribeImageAsync(db, row.Article, image => Completed(image, row), ct);
        }

        return rows.Count;
    }

    private static void Apply(PictureRow row, PictureFinding finding, DateTimeOffset now)
    {
        switch (finding)
        {
            case PictureFinding.Measured(var size, var bytes):
                (row.State, row.Reason) = (PictureState.Measured, null);
                (row.Type, row.Width, row.Height, row.Bytes) = (size.Type, size.Width, size.Height, bytes);
                break;
            case PictureFinding.Dead(var reason):
                (row.State, row.Reason) = (PictureState.Dead, reason);
                break;
            case PictureFinding.Unclear(var reason, _):
                row.Tries++;
                row.Reason = reason;
                row.State = row.Tries < MostTries ? PictureState.Waiting : PictureState.Dead;
                // 10 minutes, 20, 40 … : hours in all, as a server's bad day takes.
                row.DueAt = now + (TimeSpan.FromMinutes(10) * Math.Pow(2, row.Tries - 1));
                break;
        }
    }

    private static bool IsKnown(ArticleImage image) => image is { Width: not null, Height: not null, Type: not null };

    // What the newsroom says stands: one measure of two would give a picture a shape that it does not have.
    private static ArticleImage Completed(ArticleImage image, PictureRow found) =>
        image.Url != found.Url
            ? image
            : image with
            {
                Width = image.Width is null || image.Height is null ? found.Width : image.Width,
                Height = image.Width is null || image.Height is null ? found.Height : image.Height,
                Type = image.Type ?? found.Type,
                Bytes = image.Bytes ?? found.Bytes,
            };
}
