using Microsoft.Extensions.Options;

namespace Syndication.Pages;

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
