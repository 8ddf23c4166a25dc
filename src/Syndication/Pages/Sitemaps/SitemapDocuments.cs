using System.Globalization;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Feeds;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Pages.Sitemaps;

/// <summary>
/// The sitemaps (sitemaps.org): an index, one sitemap of the pages that list articles, one or more for the articles of each month, and the
/// news of the last two days. Articles whose home is elsewhere are in the last alone, under the address of their home.
/// </summary>
internal sealed class SitemapDocuments(
    SitemapStore articles,
    ScopeDirectory directory,
    KeptDocuments documents,
    StoreChanges changes,
    WebAddresses addresses,
    TimeProvider clock,
    IOptions<PagesOptions> options,
    IOptions<PublicationOptions> publication
)
{
    // The protocol's limit. At the longest names allowed, percent-encoded, an address takes under 900 bytes: 45 MB of the 50 that it allows.
    private const int MostPages = PagesOptions.MostSitemapAddresses;

    // Google's limits for news.
    private const int MostNews = 1000;
    private static readonly TimeSpan NewsWindow = TimeSpan.FromHours(48);

    // So often articles leave the news by growing old.
    private static readonly TimeSpan NewsStep = TimeSpan.FromMinutes(5);

    private const string MediaType = "application/xml";

    private string Now => changes.ContentGeneration.ToString(CultureInfo.InvariantCulture);

    /// <summary>The index.</summary>
    public Task<RenderedFeed> IndexAsync(CancellationToken ct) =>
        documents.GetAsync(addresses.Sitemap, MediaType, Now, async token => SitemapWriter.Index(await SitemapsAsync(token)), ct);

    /// <summary>The pages that list articles.</summary>
    public Task<RenderedFeed> PagesAsync(CancellationToken ct) =>
        documents.GetAsync(PagesAddress, MediaType, Now, async token => SitemapWriter.Pages(await ListsAsync(token)), ct);

    /// <summary>Articles of one month.</summary>
    /// <returns>Null where there is no such file.</returns>
    public async Task<RenderedFeed?> ArticlesAsync(ArchivePlace name, CancellationToken ct)
    {
        var parts = await articles.PartsAsync(name with { Part = 1 }, ct);
        var file = SitemapFile.Of(parts, options.Value.SitemapAddresses).FirstOrDefault(file => file.Name == name);
        return file is null
            ? null
            : await documents.GetAsync(
                AddressOf(file),
                MediaType,
                file.State,
                async token =>
                    SitemapWriter.Pages(
                        (await articles.ArticlesAsync(file.Parts[0], file.Parts[^1], token)).Select(article => new SitemapEntry(
                            addresses.Article(article.Slug),
                            article.UpdatedAt
                        ))
                    ),
                ct
            );
    }

    /// <summary>The news.</summary>
    public Task<RenderedFeed> NewsAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var step = now.Ticks / NewsStep.Ticks;
        return documents.GetAsync(
            addresses.NewsSitemap,
            MediaType,
            string.Create(CultureInfo.InvariantCulture, $"{Now}-{step}"),
            async token =>
                SitemapWriter.News(
                    publication.Value.Name,
                    (await articles.NewsAsync(now - NewsWindow, MostNews, token)).Select(article =>
                        (article.Url ?? addresses.Article(article.Slug), article)
                    )
                ),
            ct
        );
    }

    private async Task<IEnumerable<SitemapEntry>> SitemapsAsync(CancellationToken ct)
    {
        var everything = await directory.PublicationAsync(publication.Value.Name, ct);
        var files = SitemapFile.Of(await articles.PartsAsync(ct), options.Value.SitemapAddresses);
        return
        [
            new(PagesAddress, everything.ChangedAt),
            // Newest first: what is over the limit of an index is the oldest.
            .. files.Reverse().Take(MostPages - 1).Select(file => new SitemapEntry(AddressOf(file), file.ChangedAt)),
        ];
    }

    private async Task<IEnumerable<SitemapEntry>> ListsAsync(CancellationToken ct)
    {
        var everything = await directory.PublicationAsync(publication.Value.Name, ct);
        var sections = await directory.SectionsAsync(ct);
        var authors = await directory.AuthorsAsync(ct);
        var tags = await directory.TagsAsync(MostPages, ct);
        return new SitemapEntry[] { new(addresses.Home, everything.ChangedAt), new(addresses.Feeds, null), new(addresses.Subscribe, null) }
            .Concat(
                sections
                    .Where(section => section.Visible > 0)
                    .Concat(authors)
                    .Concat(tags)
                    .Select(scope => new SitemapEntry(addresses.Of(scope.Scope), scope.ChangedAt))
            )
            .Take(MostPages);
    }

    private string PagesAddress => addresses.SitemapFile(SitemapEndpoints.Pages);

    private string AddressOf(SitemapFile file) => addresses.SitemapFile(file.Name.ToString());
}
