using Microsoft.Extensions.Options;
using Syndication.Publication;

namespace Syndication.Ingest.Micropub;

/// <summary>Checks <see cref="MicropubOptions"/> before the host listens.</summary>
public sealed class MicropubOptionsValidator : IValidateOptions<MicropubOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MicropubOptions options) =>
        options.Section.Length == 0 || Slug.IsValid(options.Section)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Ingest:Micropub:Section: '{options.Section}' is not a section's slug.");
}
