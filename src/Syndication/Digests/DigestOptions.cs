using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Syndication.Digests;

/// <summary>How issues are planned and compiled.</summary>
public sealed class DigestOptions
{
    /// <summary>
    /// Most bytes of a whole encoded message, headers and text part included; 20,000 to 1,000,000. Large mailbox providers cut a mail at
    /// about 102 KB.
    /// </summary>
    [Range(20_000, 1_000_000)]
    public int ByteBudget { get; set; } = 102_000;

    /// <summary>Readers that are planned in one transaction; 1 to 5,000.</summary>
    [Range(1, 5_000)]
    public int ChunkSize { get; set; } = 500;
}

/// <summary>Checks <see cref="DigestOptions"/> before the host listens: one fault per line, with key, value and range.</summary>
public sealed class DigestOptionsValidator : IValidateOptions<DigestOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, DigestOptions options)
    {
        var lines = new List<string>();
        if (options.ByteBudget is < 20_000 or > 1_000_000)
            lines.Add($"Digests:ByteBudget: {options.ByteBudget} is not between 20000 and 1000000 bytes.");
        if (options.ChunkSize is < 1 or > 5_000)
            lines.Add($"Digests:ChunkSize: {options.ChunkSize} is not between 1 and 5000 readers.");
        return lines.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(lines);
    }
}
