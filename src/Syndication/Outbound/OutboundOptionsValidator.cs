using System.Globalization;
using Microsoft.Extensions.Options;

namespace Syndication.Outbound;

/// <summary>Checks <see cref="OutboundOptions"/> before the host listens: one fault per line, with key, value and rule.</summary>
public sealed class OutboundOptionsValidator : IValidateOptions<OutboundOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        var lines = options
            .AllowedNetworks.Index()
            .Where(entry => NetworkRange.Parse(entry.Item) is null)
            .Select(entry =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"Outbound:AllowedNetworks:{entry.Index}: '{entry.Item}' is neither an address nor a range such as 10.20.0.0/16."
                )
            )
            .ToList();
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }
}
