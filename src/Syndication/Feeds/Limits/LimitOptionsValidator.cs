using Microsoft.Extensions.Options;

namespace Syndication.Feeds.Limits;

/// <summary>Checks <see cref="LimitOptions"/> before the host listens: one fault per line, with key, value and rule.</summary>
public sealed class LimitOptionsValidator : IValidateOptions<LimitOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, LimitOptions options)
    {
        var lines = new List<string>();
        if (options.Burst is < 10 or > 1_000_000)
            lines.Add($"Feeds:Limits:Burst: {options.Burst} is not between 10 and 1000000.");
        if (options.PerMinute is < 1 or > 60_000)
            lines.Add($"Feeds:Limits:PerMinute: {options.PerMinute} is not between 1 and 60000.");
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }
}
