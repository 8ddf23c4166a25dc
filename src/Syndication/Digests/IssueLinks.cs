using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Digests.Tracking;
using Syndication.Publication;

namespace Syndication.Digests;

/// <summary>The addresses that a digest leads to, with the publisher's parameters (<see cref="DigestOptions.LinkParameters"/>): the same for every reader.</summary>
internal sealed class IssueLinks(WebAddresses addresses, IOptions<DigestOptions> options)
{
    private readonly Uri home = new(addresses.Home);

    /// <summary>What is counted of those who follow them.</summary>
    public TrackingMode Tracking => options.Value.Tracking;

    /// <summary>Where an article can be read.</summary>
    public string Article(Article article) => With(article.Url ?? addresses.Article(article.Slug));

    /// <summary>A section's page.</summary>
    public string Section(SectionSlug section) => With(addresses.Section(section));

    /// <summary>The front page.</summary>
    public string Home => With(addresses.Home);

    /// <summary>An address that stands in an article's body: other people's get no parameters.</summary>
    public string InBody(string address) =>
        options.Value.LinkParameters.Length > 0
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri.Scheme == home.Scheme
        && uri.Authority == home.Authority
            ? With(address)
            : address;

    private string With(string address)
    {
        var parameters = options.Value.LinkParameters;
        if (parameters.Length == 0 || address.Contains(parameters, StringComparison.Ordinal))
            return address;
        var fragment = address.IndexOf('#', StringComparison.Ordinal);
        var (path, rest) = fragment < 0 ? (address, "") : (address[..fragment], address[fragment..]);
        return $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameters}{rest}";
    }
}
