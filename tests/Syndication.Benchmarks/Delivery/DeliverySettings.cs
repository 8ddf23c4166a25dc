using System.Globalization;

namespace Syndication.Benchmarks.Delivery;

/// <summary>What the command line asks for.</summary>
internal sealed record DeliverySettings
{
    public static readonly IReadOnlyList<string> AllParts = ["unsigned", "signed", "postgres", "plan", "growth"];

    public IReadOnlyList<string> Parts { get; init; } = AllParts;
    public int Readers { get; init; } = 100_000;
    public int Many { get; init; } = 1_000_000;
    public int Rounds { get; init; } = 3;

    /// <summary>The settings, or null where a word is not known.</summary>
    public static DeliverySettings? Parse(ReadOnlySpan<string> args)
    {
        var settings = new DeliverySettings();
        var parts = new List<string>();
        for (var i = 0; i < args.Length; i++)
        {
            if (AllParts.Contains(args[i]))
                parts.Add(args[i]);
            else if (i + 1 < args.Length && settings.With(args[i], args[i + 1]) is { } changed)
                (settings, i) = (changed, i + 1);
            else
                return null;
        }

        return parts.Count == 0 ? settings : settings with { Parts = parts };
    }

    private DeliverySettings? With(string key, string value)
    {
        if (!int.TryParse(value, CultureInfo.InvariantCulture, out var number) || number < 1)
            return null;
        return key switch
        {
            "--readers" => this with { Readers = number },
            "--many" => this with { Many = number },
            "--rounds" => this with { Rounds = number },
            _ => null,
        };
    }
}
