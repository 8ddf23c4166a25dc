using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Syndication.Articles.Search;
using Syndication.Publication;

namespace Syndication.Feeds.Search;

/// <summary>Reads the articles that match a search as a feed.</summary>
internal sealed class SearchFeeds(
    ArticleSearch search,
    SectionStore sections,
    FeedItemReader items,
    FeedIdentity identity,
    WebAddresses addresses,
    IOptions<FeedOptions> options
) : FeedSource<SearchFeed>
{
    // No date: an article that matches no longer could only move it back.
    protected override async Task<FeedVersion> VersionAsync(SearchFeed subject, CancellationToken ct)
    {
        var found = await search.HeadsAsync(subject.Search, options.Value.ItemCount, ct);
        var all = (await sections.AllAsync(ct)).ToDictionary(section => section.Slug);
        var state = new StringBuilder();
        foreach (var article in found)
        {
            state.Append(CultureInfo.InvariantCulture, $"{article.Id} {article.Revision} {article.Language}\n");
            foreach (var author in article.Authors)
                state.Append(CultureInfo.InvariantCulture, $"{author.Slug.Value} {author.Name}\0{author.Url}\n");
            foreach (var slug in article.Sections)
                state.Append(CultureInfo.InvariantCulture, $"{slug.Value} {StateOf(all.GetValueOrDefault(slug))}\n");
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(state.ToString()));
        return new FeedVersion(Convert.ToHexStringLower(hash.AsSpan(0, 8)), ChangedAt: null);
    }

    protected override async Task<FeedReading> ReadAsync(SearchFeed subject, FeedVersion version, CancellationToken ct)
    {
        var text = subject.Search.Text;
        var found = await search.LatestAsync(subject.Search, options.Value.ItemCount, ct);
        var profile = new ScopeProfile.Known(
            $"Search: {text}",
            $"The newest articles that match the search {text}",
            identity.Language,
            FeedContent.Full
        );
        var whole = identity.Describe(subject, Scope.Publication, profile, version, await items.OfAsync(found, FeedContent.Full, ct)) with
        {
            Id = identity.IdOf("search/" + text),
            Page = addresses.SearchFor(text),
        };
        return new FeedReading.Found(ByteBudget.Fit(whole, options.Value.ByteBudget));
    }

    private static string StateOf(Section? section) => $"{section?.Name}\0{section?.Note}\0{section?.Content}";
}
