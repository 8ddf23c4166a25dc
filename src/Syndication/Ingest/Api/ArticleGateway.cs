using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Storage;

namespace Syndication.Ingest.Api;

/// <summary>What the API does to articles, without HTTP.</summary>
internal sealed class ArticleGateway(
    Database database,
    ArticleIntake intake,
    DocumentCheck check,
    ArticleStore articles,
    ArticlePublisher publisher
)
{
    /// <summary>Most articles of a batch.</summary>
    public const int MostInBatch = 1000;

    // Few enough that mail never waits long for the writer, many enough that a batch does not pay one flush to disk per article.
    private const int Chunk = 20;
    private const int MostTries = 3;

    /// <summary>Takes one article in.</summary>
    public async Task<Taken> PutAsync(JsonElement json, CancellationToken ct) => (await PutAsync([json], ct))[0];

    /// <summary>Takes articles in, each for itself, in order.</summary>
    public async Task<IReadOnlyList<Taken>> PutAsync(IReadOnlyList<JsonElement> items, CancellationToken ct)
    {
        var context = await intake.ContextAsync(ct);
        var taken = new List<Taken>(items.Count);
        foreach (var chunk in items.Chunk(Chunk))
        {
            var read = Array.ConvertAll(chunk, json => Read(ArticleJson.Read(json, address: null), context));
            taken.AddRange(await StoreAsync(read, ct));
        }

        return taken;
    }

    /// <summary>The article that came in under the id, or of that urn.</summary>
    public Task<Article?> FindAsync(string id, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                await LocateAsync(db, id, token) is { } source
                    ? (await articles.FindAsync(db, [source.Article], token)).SingleOrDefault()
                    : null,
            ct
        );

    /// <summary>Merges a patch into what was sent last.</summary>
    /// <returns>Null where nothing was sent under the id.</returns>
    public async Task<Taken?> PatchAsync(string id, JsonObject patch, CancellationToken ct)
    {
        var context = await intake.ContextAsync(ct);
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            var (source, article) = await database.ReadAsync((db, token) => LoadAsync(db, id, token), ct);
            if (source is null || article is null)
                return null;
            if (article.State is ArticleState.Withdrawn)
                return new Taken(id, new Reading(), [], Outcome: null, article);
            var given = JsonNode.Parse(source.Document)!.AsObject();
            given["bodyHtml"] = article.BodyHtml;
            // What was sent may not say, and another source may have said since: only a patch that names it makes it news.
            given["announce"] = article.Announce;
            using var merged = JsonDocument.Parse(MergePatch.ApplyToArticle(given, patch)!.ToJsonString());
            var taken = Read(ArticleJson.Read(merged.RootElement, id), context);
            if (taken.Reading.Content is null)
                return taken;
            if (await ReviseAsync(source, article.Revision, taken, ct) is { } stored)
                return stored;
        }

        return new Taken(
            id,
            Reading.Refused("", null, "not changed by others at the same time; try again"),
            [],
            Outcome: null,
            Article: null
        );
    }

    /// <summary>Takes an article back.</summary>
    /// <returns>Null where nothing was sent under the id.</returns>
    public Task<bool?> WithdrawAsync(string id, CancellationToken ct) =>
        database.WriteAsync<bool?>(
            async (db, token) =>
            {
                if (await LocateAsync(db, id, token) is not { } source)
                    return null;
                var article = (await articles.FindAsync(db, [source.Article], token))[0];
                if (article.State is ArticleState.Withdrawn)
                    return false;
                await publisher.WithdrawAsync(db, source.Article, token);
                return true;
            },
            ct
        );

    private Taken Read(ArticleJson json, ReadingContext context)
    {
        var reading = json.Document is { } document ? check.Check(document, context, json.Faults) : new Reading { Faults = json.Faults };
        return new Taken(json.Id, reading, json.Ignored, Outcome: null, Article: null);
    }

    private async Task<IEnumerable<Taken>> StoreAsync(Taken[] read, CancellationToken ct)
    {
        var good = Array.FindAll(read, taken => taken.Reading.Content is not null);
        if (good.Length == 0)
            return read;
        var stored = await database.WriteAsync(
            async (db, token) =>
            {
                var done = new Dictionary<Taken, Stored>(ReferenceEqualityComparer.Instance);
                foreach (var taken in good)
                    done[taken] = await intake.StoreAsync(db, ArticleSource.Api, taken.Id!, taken.Reading, token);
                return done;
            },
            ct
        );
        var found = (await articles.FindAsync([.. stored.Values.Select(item => item.Article).Distinct()], ct)).ToDictionary(article =>
            article.Id
        );
        return read.Select(taken =>
            stored.TryGetValue(taken, out var item)
                ? taken with
                {
                    Reading = Cleaned(taken.Reading, item),
                    Outcome = item.Outcome,
                    Article = found[item.Article],
                }
                : taken
        );
    }

    private static Reading Cleaned(Reading reading, Stored stored) =>
        stored.Cleaned.Count == 0 ? reading : reading with { Cleaned = [.. reading.Cleaned, .. stored.Cleaned] };

    private async Task<Taken?> ReviseAsync(ArticleSource read, int revision, Taken taken, CancellationToken ct)
    {
        var outcome = await database.WriteAsync<IntakeOutcome?>(
            async (db, token) =>
            {
                var now = (await articles.FindAsync(db, [read.Article], token))[0];
                var source = await ArticleIntake.FindAsync(db, read.Source, read.ExternalId, token);
                if (now.Revision != revision || source?.Document != read.Document)
                    return null;
                return (await intake.StoreAsync(db, read.Source, read.ExternalId, taken.Reading, token)).Outcome;
            },
            ct
        );
        return outcome is null ? null : taken with { Outcome = outcome, Article = (await articles.FindAsync([read.Article], ct))[0] };
    }

    private async Task<(ArticleSource?, Article?)> LoadAsync(PublicationDb db, string id, CancellationToken ct)
    {
        var source = await LocateAsync(db, id, ct);
        return source is null ? (null, null) : (source, (await articles.FindAsync(db, [source.Article], ct)).SingleOrDefault());
    }

    private static async Task<ArticleSource?> LocateAsync(PublicationDb db, string id, CancellationToken ct)
    {
        if (await ArticleIntake.FindAsync(db, ArticleSource.Api, id, ct) is { } source)
            return source;
        const string Urn = "urn:uuid:";
        if (!id.StartsWith(Urn, StringComparison.Ordinal) || !Guid.TryParseExact(id[Urn.Length..], "D", out var guid))
            return null;
        var article = new ArticleId(guid);
        return await db.Set<ArticleSource>()
            .Where(found => found.Article == article)
            .OrderByDescending(found => found.IsOwner)
            .ThenBy(found => found.Source)
            .FirstOrDefaultAsync(ct);
    }
}

/// <summary>What became of an article that was sent.</summary>
/// <param name="Id">The newsroom's id; null where it was wrong.</param>
/// <param name="Reading">Content or faults.</param>
/// <param name="Ignored">Fields that were not read.</param>
/// <param name="Outcome">Null where it was not stored.</param>
/// <param name="Article">As it is now; null where it was not stored.</param>
internal sealed record Taken(string? Id, Reading Reading, IReadOnlyList<string> Ignored, IntakeOutcome? Outcome, Article? Article);
