using System.Diagnostics;
using System.Text;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Fuzz;

/// <summary>Reads spoiled feeds, and counts what must not happen. What was slow is read again: another program may have had the processor.</summary>
internal sealed class FeedFuzz(Mutator mutator)
{
    /// <summary>Longest that one document may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private readonly FeedReader reader = new();
    private readonly Lock gate = new();

    /// <summary>Reads documents of the numbers from <paramref name="first"/> on.</summary>
    /// <param name="first">The first number.</param>
    /// <param name="count">How many.</param>
    /// <param name="ct">Ends the run between two documents.</param>
    public FuzzResult Run(long first, int count, CancellationToken ct)
    {
        var result = new FuzzResult();
        var started = Stopwatch.GetTimestamp();
        Parallel.For(
            0,
            Environment.ProcessorCount,
            new ParallelOptions { CancellationToken = ct, MaxDegreeOfParallelism = Environment.ProcessorCount },
            worker =>
            {
                for (
                    var number = first + worker;
                    number < first + count && !ct.IsCancellationRequested;
                    number += Environment.ProcessorCount
                )
                    Read(number, result);
            }
        );
        result.Took = Stopwatch.GetElapsedTime(started);
        return result;
    }

    private void Read(long number, FuzzResult result)
    {
        var bytes = mutator.Make(number);
        var (document, crash, took) = Read(number, bytes);
        for (var again = 0; again < 2 && took > Limit; again++)
            took = Read(number, bytes).Took;
        lock (gate)
        {
            result.Documents++;
            result.Bytes += bytes.Length;
            result.Items += document?.Items.Count ?? 0;
            result.WithErrors += document?.Error is null ? 0 : 1;
            if (document is null)
                result.NoFeeds++;
            if (crash is not null)
                result.Crashes.Add(crash);
            if (took > result.Slowest.Took)
                result.Slowest = (number, took);
            if (took > Limit)
                result.Slow.Add($"{number}: {took.TotalMilliseconds:F0} ms");
        }
    }

    private (SourceDocument? Document, string? Crash, TimeSpan Took) Read(long number, byte[] bytes)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var document = reader.Read(new SourceBytes(bytes, null, null), CancellationToken.None);
            return (document, null, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception fault)
        {
            var place = fault.StackTrace?.Split('\n').FirstOrDefault()?.Trim();
            return (null, $"{number}: {fault.GetType().Name} {fault.Message} {place}", Stopwatch.GetElapsedTime(started));
        }
    }
}

/// <summary>What a run counted.</summary>
internal sealed class FuzzResult
{
    public long Documents { get; set; }
    public long Bytes { get; set; }
    public long Items { get; set; }
    public long NoFeeds { get; set; }
    public long WithErrors { get; set; }
    public TimeSpan Took { get; set; }
    public (long Number, TimeSpan Took) Slowest { get; set; }
    public List<string> Crashes { get; } = [];
    public List<string> Slow { get; } = [];

    /// <summary>Its figures on one line.</summary>
    public override string ToString() =>
        new StringBuilder()
            .Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{Documents} documents, {Bytes / 1e6:F1} MB in {Took.TotalSeconds:F1} s "
            )
            .Append(System.Globalization.CultureInfo.InvariantCulture, $"({Documents / Took.TotalSeconds:F0}/s), {Items} items, ")
            .Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{NoFeeds} no feeds, {WithErrors} ended early, {Crashes.Count} crashes, "
            )
            .Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"{Slow.Count} over 1 s, slowest {Slowest.Took.TotalMilliseconds:F0} ms (number {Slowest.Number})"
            )
            .ToString();
}
