using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Digests.Tracking;

/// <summary>
/// Puts counted links into an issue's HTML part. Only what leads to articles, sections, the publication and sponsors is counted; readers' own links,
/// the list's and the text part stay as they are. What is stored and shown on the web has plain links: they are replaced as the mail is made.
/// </summary>
internal sealed partial class IssueTracking(LinkTokens tokens, IssueLinks links, WebAddresses addresses, IOptions<DigestOptions> options)
{
    /// <summary>What of a version may still be counted: not more than it declared, nor than the publisher wants by now.</summary>
    public TrackingMode ModeOf(IssueVersion version) => (TrackingMode)Math.Min((int)version.Tracking, (int)options.Value.Tracking);

    /// <summary>The links of an edition that are counted, each once; empty where nothing is.</summary>
    public IReadOnlyList<CountedLink> LinksOf(Edition edition, TrackingMode mode)
    {
        if (mode is TrackingMode.None)
            return [];
        var found = new Dictionary<string, CountedLink>(StringComparer.Ordinal);
        foreach (var (address, title) in Met(edition).Where(met => IsCounted(met.Address)))
            found.TryAdd(address, Counted(edition.PublicId, TrackedLinkKind.Link, address, title));
        List<CountedLink> all = [.. found.Values, Counted(edition.PublicId, TrackedLinkKind.Trap, links.Home, "")];
        if (mode is TrackingMode.ClicksAndOpens)
            all.Add(Counted(edition.PublicId, TrackedLinkKind.Picture, "", ""));
        return all;
    }

    /// <summary>The HTML part as it is sent.</summary>
    /// <param name="html">As it was rendered.</param>
    /// <param name="counted">The issue's links.</param>
    /// <param name="mode">What is counted.</param>
    public string Wrap(string html, IEnumerable<CountedLink> counted, TrackingMode mode)
    {
        if (mode is TrackingMode.None)
            return html;
        var byKind = counted.ToLookup(link => link.Kind);
        var byAddress = byKind[TrackedLinkKind.Link].ToDictionary(link => link.Address, link => link.Token, StringComparer.Ordinal);
        var wrapped = Anchor.Replace(
            html,
            match =>
                byAddress.TryGetValue(WebUtility.HtmlDecode(match.Groups["address"].Value), out var token)
                    ? $"{match.Groups["before"].Value}{addresses.Counted(token)}\""
                    : match.Value
        );
        var hidden = string.Concat(byKind[TrackedLinkKind.Trap].Select(Trap));
        if (mode is TrackingMode.ClicksAndOpens)
            hidden += string.Concat(byKind[TrackedLinkKind.Picture].Select(Picture));
        var end = wrapped.LastIndexOf("</body>", StringComparison.OrdinalIgnoreCase);
        return end < 0 ? wrapped + hidden : wrapped.Insert(end, hidden);
    }

    private string Trap(CountedLink link) =>
        $"<a href=\"{addresses.Counted(link.Token)}\" style=\"display:none\" aria-hidden=\"true\" tabindex=\"-1\" rel=\"nofollow\"></a>";

    private string Picture(CountedLink link) =>
        $"<img src=\"{addresses.Counted(link.Token)}\" alt=\"\" width=\"1\" height=\"1\" style=\"display:block;border:0\">";

    private CountedLink Counted(string issue, TrackedLinkKind kind, string address, string title) =>
        new(tokens.Make(issue, kind, address), kind, address, title);

    private IEnumerable<(string Address, string Title)> Met(Edition edition)
    {
        yield return (links.Home, "");
        foreach (var shown in edition.Articles.Concat(edition.Corrections))
        {
            yield return (links.Article(shown.Article), shown.Article.Title);
            yield return (links.Section(shown.Section.Slug), shown.Section.Name);
        }

        foreach (var section in edition.Sections)
            yield return (links.Section(section.Slug), section.Name);
        if (edition.Matter.Sponsor is { Link: { } link } sponsor)
            yield return (link, sponsor.Title);
        foreach (var article in edition.Articles.Where(shown => shown.Form is ArticleForm.Full).Select(shown => shown.Article))
        {
            foreach (var anchor in HtmlToken.Read(article.BodyHtml).Where(token => token is { Kind: HtmlTokenKind.Open, Name: "a" }))
            {
                if (anchor.Attribute("href") is { Length: > 0 } address)
                    yield return (links.InBody(address), article.Title);
            }
        }
    }

    // A reader's own link that an editor pasted into a text must not be led over a list that is kept.
    private bool IsCounted(string address) =>
        (
            address.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            || address.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
        )
        && !address.StartsWith(addresses.Preferences(""), StringComparison.OrdinalIgnoreCase)
        && !address.StartsWith(addresses.Unsubscribe(""), StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(
        @"(?<before><a\s[^>]*?\bhref="")(?<address>[^""]*)""",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Anchor { get; }
}

/// <summary>A link that is counted.</summary>
/// <param name="Token">Its name in addresses.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Address">Where it leads.</param>
/// <param name="Title">The article or the page that it was met with.</param>
internal sealed record CountedLink(string Token, TrackedLinkKind Kind, string Address, string Title);
