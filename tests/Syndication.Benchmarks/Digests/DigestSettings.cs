using System.Globalization;

namespace Syndication.Benchmarks.Digests;

/// <summary>What the command line asks for.</summary>
internal sealed record DigestSettings
{
    public static readonly IReadOnlyList<string> AllParts = ["compile", "day"];

    public IReadOnlyList<string> Parts { get; init; } = AllParts;
    public int Many { get; init; } = 1_000_000;

    /// <summary>The settings, or null where a word is not known.</summary>
    public static DigestSettings? Parse(ReadOnlySpan<string> args)
    {
        var settings = new DigestSettings();
        var parts = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (AllParts.Contains(args[i]))
                parts.Add(args[i]);
            else if (args[i] is "--many" && i + 1 < args.Length && Number(args[i + 1]) is { } many)
                (settings, i) = (settings with { Many = many }, i + 1);
            else
                return null;
        }

        return parts.Count == 0 ? settings : settings with { Parts = parts };
    }

    private static int? Number(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
