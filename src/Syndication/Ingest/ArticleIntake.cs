using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Ingest;

/// <summary>Stores what was read, and recognises what came before: article and identity change in one transaction.</summary>
internal sealed class ArticleIntake(ArticlePublisher publisher, SectionStore sections)
{
    /// <summary>Everything of the publication that readings depend on.</summary>
    public async Task<ReadingContext> ContextAsync(CancellationToken ct) =>
        new(await sections.AllAsync(ct), await sections.AllAuthorsAsync(ct));

    /// <summary>Adds the article, or revises the one that this source already gave. Safe to run again: the same content changes nothing.</summary>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="source">The way in.</param>
    /// <param name="externalId">What the source calls it.</param>
    /// <param name="reading">With content.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Stored> StoreAsync(PublicationDb db, string source, string externalId, Reading reading, CancellationToken ct)
    {
        var content = reading.Content ?? throw new ArgumentException("A reading with faults cannot be stored.", nameof(reading));
        var print = Fingerprint(content);
        var known = await FindAsync(db, source, externalId, ct);
        var before = known?.Article ?? await MovedAsync(db, source, print, ct);
        var id = before ?? await publisher.CreateAsync(db, content, ct);
        if (known is not null)
            (known.Document, known.Fingerprint) = (Given(reading), print);
        else
            db.Add(
                new ArticleSource
                {
                    Source = source,
                    ExternalId = externalId,
                    Article = id,
                    Document = Given(reading),
                    Fingerprint = print,
                }
            );
        return new Stored(id, before is null ? IntakeOutcome.Created : await ReviseAsync(db, id, reading, content, ct));
    }

    /// <summary>The identity that a source gave, or null.</summary>
    public static async Task<ArticleSource?> FindAsync(PublicationDb db, string source, string externalId, CancellationToken ct) =>
        await db.Set<ArticleSource>().FindAsync([source, externalId], ct);

    private async Task<IntakeOutcome> ReviseAsync(
        PublicationDb db,
        ArticleId id,
        Reading reading,
        ArticleContent content,
        CancellationToken ct
    )
    {
        // An archive must not become news, nor news an archive, because it was read again by another way.
        if (reading.Announce is null)
            content = content with { Announce = await IsNewsAsync(db, id, ct) };
        return await publisher.ReviseAsync(db, id, content, ct) ? IntakeOutcome.Revised : IntakeOutcome.Unchanged;
    }

    private static Task<bool> IsNewsAsync(PublicationDb db, ArticleId id, CancellationToken ct) =>
        db.Set<ArticleRow>().Where(article => article.Id == id).Select(article => article.Announce).SingleAsync(ct);

    private static async Task<ArticleId?> MovedAsync(PublicationDb db, string source, string print, CancellationToken ct) =>
        source == ArticleSource.Api
            ? null
            : await db.Set<ArticleSource>()
                .Where(found => found.Source == source && found.Fingerprint == print)
                .Select(found => (ArticleId?)found.Article)
                .FirstOrDefaultAsync(ct);

    private static string Given(Reading reading) =>
        JsonSerializer.Serialize(
            reading.Document! with
            {
                BodyHtml = null,
                BodyMarkdown = null,
                BodyText = null,
            },
            IngestJson.Default.ArticleDocument
        );

    private static string Fingerprint(ArticleContent content) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.Title + "\n" + content.BodyHtml)));
}

/// <summary>An article that came in.</summary>
/// <param name="Article">Its identity.</param>
/// <param name="Outcome">What happened to it.</param>
internal sealed record Stored(ArticleId Article, IntakeOutcome Outcome);

/// <summary>What an incoming article did to the store.</summary>
internal enum IntakeOutcome
{
    /// <summary>It is new.</summary>
    Created,

    /// <summary>It was there and is changed.</summary>
    Revised,

    /// <summary>It was there, just like this.</summary>
    Unchanged,
}
