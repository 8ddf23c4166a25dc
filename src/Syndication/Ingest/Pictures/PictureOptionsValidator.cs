using System.Globalization;
using Microsoft.Extensions.Options;

namespace Syndication.Ingest.Pictures;

/// <summary>Checks <see cref="PictureOptions"/> before the host listens.</summary>
public sealed class PictureOptionsValidator : IValidateOptions<PictureOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, PictureOptions options)
    {
        var faults = new List<string>();
        if (options.PerHost < TimeSpan.Zero || options.PerHost > TimeSpan.FromMinutes(1))
            faults.Add($"Ingest:Pictures:PerHost: '{options.PerHost}' is not between 00:00:00 and 00:01:00.");
        if (options.Smallest is < 0 or > 1000)
            faults.Add(
                string.Create(CultureInfo.InvariantCulture, $"Ingest:Pictures:Smallest: '{options.Smallest}' is not between 0 and 1000.")
            );
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
