using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Ingest.Api;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Ingest.Micropub;

/// <summary>What Micropub does to articles, without HTTP.</summary>
internal sealed class MicropubDesk(
    Database database,
    ArticleIntake intake,
    DocumentCheck check,
    ArticleGateway gateway,
    ArticlePublisher publisher,
    ArticleStore articles,
    WebAddresses web,
    IOptions<MicropubOptions> options,
    TimeProvider clock
)
{
    /// <summary>The source of what came this way.</summary>
    public const string Source = "micropub";

    /// <summary>Takes a new post. The same post again, sent because an answer was lost, is the same article.</summary>
    public async Task<MicropubOutcome> CreateAsync(JsonObject properties, CancellationToken ct)
    {
        var context = await intake.ContextAsync(ct);
        var entry = MicropubEntry.Read(properties, context);
        var document = entry.Document with { Section = entry.Document.Section ?? DefaultSection() };
        var reading = check.Check(document, context, entry.Faults);
        if (reading.Content is null)
            return new MicropubOutcome.Refused(MicropubError.InvalidRequest, Say(reading.Faults));
        var id = Guid.CreateVersion7(clock.GetUtcNow()).ToString("D");
        var article = await database.WriteAsync(
            async (db, token) =>
            {
                var stored = await intake.StoreAsync(db, Source, id, reading, token);
                // Deleted, and now posted again: a person means it.
                await intake.BringBackAsync(db, Source, id, reading, token);
                return (await articles.FindAsync(db, [stored.Article], token))[0];
            },
            ct
        );
        return new MicropubOutcome.Created(web.Article(article.Slug), entry.Unmapped);
    }

    /// <summary>Changes a post's properties.</summary>
    public async Task<MicropubOutcome> UpdateAsync(string? url, JsonObject update, CancellationToken ct)
    {
        if (await FindAsync(url, ct) is not { } article)
            return Unknown();
        var before = MicropubPost.Of(article, web);
        var properties = before.DeepClone().AsObject();
        var (touched, fault) = MicropubUpdate.Apply(properties, update);
        if (fault is not null)
            return new MicropubOutcome.Refused(MicropubError.InvalidRequest, fault);
        var entry = MicropubEntry.Read(properties, await intake.ContextAsync(ct));
        if (entry.Faults.Count > 0)
            return new MicropubOutcome.Refused(MicropubError.InvalidRequest, Say(entry.Faults));
        var patch = MicropubPatch.Of(touched, properties, before, entry);
        var unmapped = touched.Where(entry.Unmapped.Contains).ToList();
        if (patch.Count == 0)
            return new MicropubOutcome.Done(unmapped);
        return await gateway.PatchAsync(article.Id.ToString(), patch, ct) switch
        {
            null => Unknown(),
            { Article.State: ArticleState.Withdrawn, Outcome: null } => new MicropubOutcome.Refused(
                MicropubError.InvalidRequest,
                "The post was deleted: undelete it first."
            ),
            { Outcome: null } taken => new MicropubOutcome.Refused(MicropubError.InvalidRequest, Say(taken.Reading.Faults)),
            { Article: { } changed } when changed.Slug != article.Slug => new MicropubOutcome.Created(web.Article(changed.Slug), unmapped),
            _ => new MicropubOutcome.Done(unmapped),
        };
    }

    /// <summary>Withdraws a post. Safe to run again.</summary>
    public async Task<MicropubOutcome> DeleteAsync(string? url, CancellationToken ct)
    {
        if (await FindAsync(url, ct) is not { } article)
            return Unknown();
        await database.WriteAsync((db, token) => publisher.WithdrawAsync(db, article.Id, token), ct);
        return new MicropubOutcome.Done([]);
    }

    /// <summary>Brings a post back. Safe to run again.</summary>
    public async Task<MicropubOutcome> UndeleteAsync(string? url, CancellationToken ct)
    {
        if (await FindAsync(url, ct) is not { } article || await GivenAsync(article, ct) is not { } given)
            return Unknown();
        if (article.State is not ArticleState.Withdrawn)
            return new MicropubOutcome.Done([]);
        var reading = check.Check(given, await intake.ContextAsync(ct), []);
        if (reading.Content is not { } content)
            return new MicropubOutcome.Refused(MicropubError.InvalidRequest, Say(reading.Faults));
        await database.WriteAsync(
            (db, token) => publisher.ReviseAsync(db, article.Id, content with { Announce = article.Announce }, token),
            ct
        );
        return new MicropubOutcome.Done([]);
    }

    /// <summary>The article whose page here an address is, in whatever state; null where it is none.</summary>
    public async Task<Article?> FindAsync(string? url, CancellationToken ct)
    {
        var prefix = web.Article("");
        if (url is null || !url.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            return null;
        var slug = Uri.UnescapeDataString(url[prefix.Length..].Split('?', '#')[0].TrimEnd('/'));
        return slug.Length is 0 or > 200 ? null : await articles.FindBySlugAsync(slug, ct);
    }

    private string? DefaultSection() => options.Value.Section.Length == 0 ? null : options.Value.Section;

    private async Task<ArticleDocument?> GivenAsync(Article article, CancellationToken ct)
    {
        var source = await database.ReadAsync(
            (db, token) =>
                db.Set<ArticleSource>()
                    .Where(found => found.Article == article.Id)
                    .OrderByDescending(found => found.IsOwner)
                    .ThenBy(found => found.Source)
                    .FirstOrDefaultAsync(token),
            ct
        );
        return source is null
            ? null
            : JsonSerializer.Deserialize(source.Document, IngestJson.Default.ArticleDocument)! with
            {
                BodyHtml = article.BodyHtml,
                PublishedAt = article.PublishedAt,
            };
    }

    private static MicropubOutcome.Refused Unknown() =>
        new(MicropubError.InvalidRequest, "url: the address of a post that is or was here is asked for.");

    private static string Say(IReadOnlyList<Fault> faults) =>
        string.Join("; ", faults.Take(5).Select(fault => fault.Field.Length == 0 ? fault.Message : $"{fault.Field}: {fault.Message}"));
}
