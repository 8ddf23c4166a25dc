using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Syndication.Articles;
using Syndication.Ingest.Pictures;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Ingest;

/// <summary>Stores what was read, and recognises what came before: article and identity change in one transaction.</summary>
internal sealed class ArticleIntake(ArticlePublisher publisher, SectionStore sections, PictureStore pictures)
{
    /// <summary>Everything of the publication that readings depend on.</summary>
    public async Task<ReadingContext> ContextAsync(CancellationToken ct) =>
        new(await sections.AllAsync(ct), await sections.AllAuthorsAsync(ct));

    /// <summary>Adds the article, or revises the one that this source already gave. Safe to run again: the same content changes nothing.</summary>
    /// <remarks>A withdrawn article comes back by the API alone.</remarks>
    /// <param name="db">The caller's transaction.</param>
    /// <param name="source">The way in.</param>
    /// <param name="externalId">What the source calls it.</param>
    /// <param name="reading">With content.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Stored> StoreAsync(PublicationDb db, string source, string externalId, Reading reading, CancellationToken ct)
    {
        var content = reading.Content ?? throw new ArgumentException("A reading with faults cannot be stored.", nameof(reading));
        content = await PictureStore.CompleteAsync(db, content, ct);
        reading = reading with { Content = content };
        var print = Fingerprint(content);
        var known = await FindAsync(db, source, externalId, ct);
        var before = known?.Article ?? await MovedAsync(db, source, print, ct);
        var id = before ?? await publisher.CreateAsync(db, content, ct);
        known ??= db.Add(Named(source, externalId, id)).Entity;
        (known.Document, known.Fingerprint) = (Given(reading), print);
        await pictures.NoteAsync(db, id, content, ct);
        return before is null ? new Stored(id, IntakeOutcome.Created) : await StoreAgainAsync(db, known, reading, ct);
    }

    /// <summary>The identity that a source gave, or null.</summary>
    public static async Task<ArticleSource?> FindAsync(PublicationDb db, string source, string externalId, CancellationToken ct) =>
        await db.Set<ArticleSource>().FindAsync([source, externalId], ct);

    private static ArticleSource Named(string source, string externalId, ArticleId article) =>
        new()
        {
            Source = source,
            ExternalId = externalId,
            Article = article,
            Document = "",
            Fingerprint = "",
        };

    private async Task<Stored> StoreAgainAsync(PublicationDb db, ArticleSource known, Reading reading, CancellationToken ct)
    {
        var row = await db.Set<ArticleRow>().SingleAsync(article => article.Id == known.Article, ct);
        // Files lie where they lie when what they say is taken back; only the newsroom's own word brings it to readers again.
        if (row.State is ArticleState.Withdrawn && known.Source != ArticleSource.Api)
            return new Stored(row.Id, IntakeOutcome.Unchanged) { Note = "it was withdrawn and stays so" };
        // An archive must not become news, nor news an archive, because it was read again by another way.
        var content = reading.Content! with
        {
            Announce = reading.Announce ?? row.Announce,
        };
        var isRevised = await publisher.ReviseAsync(db, row.Id, content, ct);
        return new Stored(row.Id, isRevised ? IntakeOutcome.Revised : IntakeOutcome.Unchanged);
    }

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
internal sealed record Stored(ArticleId Article, IntakeOutcome Outcome)
{
    /// <summary>What the sender should know about it, one line; null where there is nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>What an incoming article did to the store.</summary>
internal enum IntakeOutcome
{
    /// <summary>It is new.</summary>
    Created,

    /// <summary>It was there and is changed.</summary>
    Revised,

    /// <summary>It was there, just like this, or is withdrawn.</summary>
    Unchanged,
}
