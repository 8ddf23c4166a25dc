using System.Globalization;

namespace Syndication.Benchmarks.Same;

/// <summary>How much of it is measured.</summary>
internal sealed record SameSettings
{
    /// <summary>Articles that come from four sources each.</summary>
    public int Pieces { get; init; } = 1_000;

    /// <summary>Different articles among them.</summary>
    public int Different { get; init; } = 10_000;

    /// <summary>Articles in the large store.</summary>
    public int Stored { get; init; } = 1_000_000;

    /// <summary>How many that went wrong are printed.</summary>
    public int Show { get; init; }

    /// <summary>The settings; null where they are wrong.</summary>
    public static SameSettings? Parse(string[] args)
    {
        var settings = new SameSettings();
        foreach (var pair in args.Chunk(2))
        {
            if (pair is not [var name, var text] || !int.TryParse(text, CultureInfo.InvariantCulture, out var value) || value < 0)
                return null;
            switch (name)
            {
                case "--pieces":
                    settings = settings with { Pieces = value };
                    break;
                case "--different":
                    settings = settings with { Different = value };
                    break;
                case "--stored":
                    settings = settings with { Stored = value };
                    break;
                case "--show":
                    settings = settings with { Show = value };
                    break;
                default:
                    return null;
            }
        }

        return settings;
    }
}
