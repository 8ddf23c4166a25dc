using Microsoft.Extensions.Options;

namespace Syndication.Feeds;

/// <summary>Checks <see cref="FeedOptions"/> before the host listens: one fault per line, with key, value and rule.</summary>
public sealed class FeedOptionsValidator : IValidateOptions<FeedOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, FeedOptions options)
    {
        var lines = new List<string>();
        if (options.ItemCount is < 1 or > 500)
            lines.Add($"Feeds:ItemCount: {options.ItemCount} is not between 1 and 500.");
        if (options.ByteBudget is < 65_536 or > 4_500_000)
            lines.Add($"Feeds:ByteBudget: {options.ByteBudget} is not between 65536 and 4500000 bytes.");
        if (options.MaxAge < TimeSpan.Zero || options.MaxAge > TimeSpan.FromDays(1))
            lines.Add($"Feeds:MaxAge: {options.MaxAge} is not between 00:00:00 and 1.00:00:00.");
        if (options.MinAge < TimeSpan.Zero || options.MinAge > options.MaxAge)
            lines.Add($"Feeds:MinAge: {options.MinAge} is not between 00:00:00 and Feeds:MaxAge ({options.MaxAge}).");
        if (options.CacheBytes is < 1_048_576 or > 4_294_967_296)
            lines.Add($"Feeds:CacheBytes: {options.CacheBytes} is not between 1048576 and 4294967296.");
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }
}
