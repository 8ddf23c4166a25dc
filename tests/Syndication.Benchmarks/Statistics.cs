namespace Syndication.Benchmarks;

/// <summary>Medians and percentiles of few samples.</summary>
internal static class Statistics
{
    public static double Median(this IEnumerable<double> samples) => samples.Percentile(0.5);

    /// <summary>The nearest rank: a sample that was measured, not one between two.</summary>
    public static double Percentile(this IEnumerable<double> samples, double share)
    {
        var ordered = samples.Order().ToList();
        return ordered[Math.Clamp((int)Math.Ceiling(share * ordered.Count) - 1, 0, ordered.Count - 1)];
    }
}
