using System.Globalization;

namespace Syndication.Benchmarks.Delivery;

/// <summary>Two things measured in turns, and what their ratio within a round is to be.</summary>
internal sealed class Ratios(string name, string unit, double bar, bool atMost = false)
{
    private readonly List<(double Ours, double Theirs)> rounds = [];

    /// <summary>Whether the bar was met.</summary>
    public bool IsMet => rounds.Count > 0 && (atMost ? Median <= bar : Median >= bar);

    private double Median => rounds.Select(round => round.Ours / round.Theirs).Median();

    public void Add(double ours, double theirs) => rounds.Add((ours, theirs));

    /// <summary>Heads of <see cref="Row"/>.</summary>
    public static string[] Heads => ["case", "ours", "beside", "unit", "ratio (lowest–highest)", "bar", "met"];

    public string[] Row() =>
        rounds.Count == 0
            ? [name, "", "", unit, "not measured", Bar, "NO"]
            :
            [
                name,
                Text(rounds.Select(round => round.Ours).Median(), "N0"),
                Text(rounds.Select(round => round.Theirs).Median(), "N0"),
                unit,
                $"{Text(Median, "F2")} ({Text(rounds.Min(round => round.Ours / round.Theirs), "F2")}–{Text(rounds.Max(round => round.Ours / round.Theirs), "F2")})",
                Bar,
                IsMet ? "yes" : "NO",
            ];

    private string Bar => $"{(atMost ? "≤" : "≥")} {Text(bar, "0.##")}";

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
