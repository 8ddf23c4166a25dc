using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>All feeds for people, with how much is in each.</summary>
internal sealed class FeedsPage
{
    // What a person can look through; the list for readers has them all.
    private const int MostAuthors = 100;
    private const int MostTags = 60;

    private readonly ScopeDirectory directory;
    private readonly PageFeeds feeds;
    private readonly PageDates dates;
    private readonly PageWords words;
    private readonly PageRenderer pages;
    private readonly WebAddresses addresses;
    private readonly PublicationOptions publication;
    private readonly KeptPage page;

    public FeedsPage(
        ScopeDirectory directory,
        PageFeeds feeds,
        PageDates dates,
        PageWords words,
        PageRenderer pages,
        WebAddresses addresses,
        StoreChanges changes,
        IOptions<PublicationOptions> publication
    )
    {
        (this.directory, this.feeds, this.dates, this.addresses) = (directory, feeds, dates, addresses);
        (this.words, this.pages) = (words, pages);
        this.publication = publication.Value;
        page = new KeptPage(changes, ReadAsync);
    }

    public Task<IResult> RenderAsync(CancellationToken ct) => page.GetAsync(ct);

    private async Task<IResult> ReadAsync(CancellationToken ct)
    {
        var since = await directory.SinceAsync(ct);
        var everything = await directory.PublicationAsync(publication.Name, ct);
        var authors = await directory.AuthorsAsync(ct);
        var tags = await directory.TagsAsync(MostTags + 1, ct);
        var groups = new[]
        {
            Group("feeds.everything", [everything], isCut: false, since),
            Group("list.sections", await directory.SectionsAsync(ct), isCut: false, since),
            Group("feeds.authors", [.. authors.Take(MostAuthors)], authors.Count > MostAuthors, since),
            Group("article.tags", [.. tags.Take(MostTags)], tags.Count > MostTags, since),
        };
        return pages.Page(
            "feeds",
            new PageHead
            {
                TitleKey = "feeds.title",
                Description = words.Say("feeds.description", ("publication", publication.Name)),
                Canonical = addresses.Feeds,
            },
            new
            {
                publication = publication.Name,
                groups = groups.OfType<object>().ToList(),
                opml = addresses.Opml,
                subscribe = addresses.Subscribe,
                hub = addresses.Hub,
            }
        );
    }

    private object? Group(
        string titleKey,
        IReadOnlyList<ListedScope> scopes,
        bool isCut,
        IReadOnlyDictionary<Scope, DateTimeOffset> since
    ) =>
        scopes.Count == 0
            ? null
            : new
            {
                title = words.Say(titleKey),
                cut = isCut,
                rows = scopes.Select(scope => Row(scope, since)).ToList(),
            };

    private object Row(ListedScope listed, IReadOnlyDictionary<Scope, DateTimeOffset> since) =>
        new
        {
            name = listed.Name,
            url = addresses.Of(listed.Scope),
            count = dates.Number(listed.Visible),
            since = since.TryGetValue(listed.Scope, out var oldest) ? dates.Month(oldest) : "",
            feeds = feeds.Of(listed.Scope, listed.Name),
        };
}
