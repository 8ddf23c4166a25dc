using System.Globalization;

namespace Syndication.Benchmarks.Chaos;

/// <summary>How long a form of the scenarios is run; what is not set is each scenario's own short form.</summary>
internal sealed record ChaosSettings
{
    /// <summary>Names of scenarios; none: all.</summary>
    public IReadOnlyList<string> Scenarios { get; init; } = [];

    /// <summary>Kills, restarts or rounds.</summary>
    public int? Rounds { get; init; }

    /// <summary>Messages a round.</summary>
    public int? Messages { get; init; }

    /// <summary>Connections that digests may use.</summary>
    public int Connections { get; init; } = 8;

    /// <summary>For how long a relay goes up and down.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>A node that is alone with its store takes up its work within this.</summary>
    public TimeSpan Resuming { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The store; null: each that the scenario is promised for.</summary>
    public StoreKind? Store { get; init; }

    /// <summary>The settings, or null where a word is not known.</summary>
    public static ChaosSettings? Parse(ReadOnlySpan<string> args)
    {
        var settings = new ChaosSettings();
        for (var i = 0; i < args.Length; i++)
        {
            if (ChaosRunner.Names.Contains(args[i]))
                settings = settings with { Scenarios = [.. settings.Scenarios, args[i]] };
            else if (i + 1 < args.Length && settings.With(args[i], args[i + 1]) is { } changed)
                (settings, i) = (changed, i + 1);
            else
                return null;
        }

        return settings;
    }

    private ChaosSettings? With(string key, string value)
    {
        if (key is "--store")
            return Enum.TryParse<StoreKind>(value, ignoreCase: true, out var store) ? this with { Store = store } : null;
        if (!int.TryParse(value, CultureInfo.InvariantCulture, out var number) || number < 1)
            return null;
        return key switch
        {
            "--rounds" => this with { Rounds = number },
            "--messages" => this with { Messages = number },
            "--connections" => this with { Connections = number },
            "--seconds" => this with { Duration = TimeSpan.FromSeconds(number) },
            _ => null,
        };
    }
}
