using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Syndication.Benchmarks;

/// <summary>Runs wrk, with the same options for every server.</summary>
internal static partial class Wrk
{
    /// <summary>Requests a second.</summary>
    /// <exception cref="InvalidOperationException">An answer was an error, or a connection broke.</exception>
    public static async Task<double> RunAsync(
        Uri address,
        IReadOnlyDictionary<string, string> headers,
        double seconds,
        CancellationToken ct
    )
    {
        var start = new ProcessStartInfo("wrk", ["-t1", "-c32", $"-d{seconds.ToString(CultureInfo.InvariantCulture)}s"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in headers)
        {
            start.ArgumentList.Add("-H");
            start.ArgumentList.Add($"{name}: {value}");
        }

        start.ArgumentList.Add(address.AbsoluteUri);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(ct);
        await process.WaitForExitAsync(ct);
        if (Faults.IsMatch(output) || !Rate.IsMatch(output))
            throw new InvalidOperationException($"wrk at {address}:\n{output}");
        return double.Parse(Rate.Match(output).Groups["rate"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[0-9.]+)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate { get; }

    [GeneratedRegex("Non-2xx or 3xx|Socket errors", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Faults { get; }
}
