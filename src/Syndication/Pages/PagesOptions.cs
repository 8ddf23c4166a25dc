using Microsoft.Extensions.Options;

namespace Syndication.Pages;

/// <summary>What goes with the pages for people.</summary>
public sealed class PagesOptions
{
    /// <summary>The most that sitemaps.org allows.</summary>
    internal const int MostSitemapAddresses = 50_000;

    /// <summary>
    /// Most articles of one sitemap; 1 to 50000. A month with more has several. Crawlers fetch a file whole again when anything in it
    /// changed, so smaller is cheaper for both sides.
    /// </summary>
    public int SitemapAddresses { get; set; } = 10_000;
}

/// <summary>Checks <see cref="PagesOptions"/> before the host listens.</summary>
public sealed class PagesOptionsValidator : IValidateOptions<PagesOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PagesOptions options) =>
        options.SitemapAddresses is >= 1 and <= PagesOptions.MostSitemapAddresses
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Pages:SitemapAddresses: {options.SitemapAddresses} is not between 1 and {PagesOptions.MostSitemapAddresses}."
            );
}
