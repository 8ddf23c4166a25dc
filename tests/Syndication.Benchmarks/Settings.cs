using System.Globalization;

namespace Syndication.Benchmarks;

/// <summary>What the command line asks for.</summary>
internal sealed record Settings
{
    public static readonly IReadOnlyList<string> AllParts = ["http", "rerender", "cold", "memory"];

    public IReadOnlyList<string> Parts { get; init; } = AllParts;
    public int Rounds { get; init; } = 7;
    public int Seconds { get; init; } = 2;
    public int Articles { get; init; } = 1_000_000;
    public string? Store { get; init; }
    public int Requests { get; init; } = 10_000_000;

    /// <summary>The settings, or null where a word is not known.</summary>
    public static Settings? Parse(ReadOnlySpan<string> args)
    {
        var settings = new Settings();
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

    private Settings? With(string key, string value)
    {
        if (key is "--store")
            return this with { Store = Path.GetFullPath(value) };
        if (!int.TryParse(value, CultureInfo.InvariantCulture, out var number) || number < 1)
            return null;
        return key switch
        {
            "--rounds" => this with { Rounds = number },
            "--seconds" => this with { Seconds = number },
            "--articles" => this with { Articles = number },
            "--requests" => this with { Requests = number },
            _ => null,
        };
    }
}
