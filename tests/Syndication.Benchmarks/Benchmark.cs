using System.Globalization;
using Syndication.Benchmarks.Bounces;
using Syndication.Benchmarks.Chaos;
using Syndication.Benchmarks.Delivery;
using Syndication.Benchmarks.Digests;
using Syndication.Benchmarks.Feeds;
using Syndication.Benchmarks.Imports;
using Syndication.Benchmarks.Returns;
using Syndication.Benchmarks.Same;
using Syndication.Benchmarks.Signing;
using Syndication.Benchmarks.Sources;

namespace Syndication.Benchmarks;

/// <summary>Measures what the product promises of its speed; see <see cref="Usage"/>.</summary>
internal static class Benchmark
{
    private const string Usage = """
        usage: feeds [http] [rerender] [cold] [memory] [options]
               signing [--rounds N]
               chaos [scenario ...] [chaos options]
               digest [compile] [day] [--many N]
               returns
               sources [rate] [time]
               delivery [unsigned] [signed] [postgres] [plan] [growth] [--rounds N] [--readers N] [--many N]
               bounces [N]
               same [--pieces N] [--different N] [--stored N] [--show N]
               import [N]

          http       wrk against our host, nginx and a bare Kestrel endpoint with the same bytes
          rerender   the first request after a publish, with 1,000 articles and with many
          cold       2,000 connections that ask for a feed nobody rendered yet
          memory     the host's memory over ten million 304s
          signing    a digest for one reader, signed, beside MimeKit's own builder and signer
          chaos      the service killed, stopped, frozen and robbed of its disk, database and relay while it sends

          compile    an issue of 40 articles, from the store to both rendered parts
          day        a day of the planner, with 1,000,000 readers (--many) of 200 plans in 24 zones

          returns    10,000 reports in the pickup inbox, memory beside 1,000, and a reader that is killed 20 times

          rate       2,000 sources that are pulled: unchanged ones a second
          time       how late the others are while a tenth of them is broken or slow

          delivery   a digest to 100,000 readers (--readers) through the whole host to smtp-sink:
          unsigned   beside smtp-source and nodemailer
          signed     beside MimeKit's own signer on MailKit, and nodemailer's
          postgres   the ledger in PostgreSQL beside SQLite
          plan       1,000,000 readers (--many) into the ledger, on both
          growth     memory and cost of sending to as many, beside 10,000

          import     an export of WordPress with N posts (10000): posts a second, memory, what a kill costs

          bounces    our verdicts on the corpus of bounces beside those of others, and on N spoiled ones (100000)

          same       articles from four sources with small edits among different ones, and a copy looked up among a million (--stored)

        feeds without a part: all of them. Options:

          --rounds N     interleaved rounds of http (7)
          --seconds N    seconds of wrk a round, case and server (2)
          --articles N   articles of the large store (1000000)
          --store PATH   folder to keep the large store in, and to take it from the next time
          --requests N   requests of memory (10000000)

        chaos without a scenario: all of kill, points, stop, flapping, nodes, restart, disk, fsync, leaving. Chaos options:

          --rounds N       kills, restarts or rounds (the short form's)
          --messages N     messages a round (the short form's)
          --connections N  connections for digests (8)
          --seconds N      how long the relay goes up and down (20)
          --store NAME     sqlite or postgres alone
        """;

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["bare", .. var rest]:
                return await BareServer.RunAsync(rest);
            case ["plan", var data, .. var rest]:
                return await PlanRun.RunAsync(data, rest);
            case ["day", var data]:
                return await DayRun.RunAsync(data);
            case ["reading", var data]:
                return await ReadingRun.RunAsync(data);
            case ["returns"]:
                return await ReturnsBenchmarks.RunAsync(CancellationToken.None);
            case ["sources", .. var parts] when parts.All(SourceBenchmarks.Parts.Contains):
                return await SourceBenchmarks.RunAsync(parts, CancellationToken.None);
            case ["digest", .. var rest] when DigestSettings.Parse(rest) is { } settings:
                return await DigestBenchmarks.RunAsync(settings, CancellationToken.None);
            case ["delivery", .. var rest] when DeliverySettings.Parse(rest) is { } settings:
                return await DeliveryBenchmarks.RunAsync(settings, CancellationToken.None);
            case ["feeds", .. var rest] when Settings.Parse(rest) is { } settings:
                return await FeedBenchmarks.RunAsync(settings, CancellationToken.None);
            case ["signing", .. var rest] when Settings.Parse(rest) is { } settings:
                return await SigningBenchmark.RunAsync(settings, CancellationToken.None);
            case ["chaos", .. var rest] when ChaosSettings.Parse(rest) is { } settings:
                return await ChaosRunner.RunAsync(settings, CancellationToken.None);
            case ["bounces"]:
                return await BounceBenchmarks.RunAsync(100_000, CancellationToken.None);
            case ["bounces", var count] when int.TryParse(count, CultureInfo.InvariantCulture, out var mutations) && mutations > 0:
                return await BounceBenchmarks.RunAsync(mutations, CancellationToken.None);
            case ["same", .. var rest] when SameSettings.Parse(rest) is { } settings:
                return await SameBenchmarks.RunAsync(settings, CancellationToken.None);
            case ["import"]:
                return await ImportBenchmarks.RunAsync(10_000, CancellationToken.None);
            case ["import", var count] when int.TryParse(count, CultureInfo.InvariantCulture, out var posts) && posts > 0:
                return await ImportBenchmarks.RunAsync(posts, CancellationToken.None);
            case ["spoil", var count]:
                return BounceBenchmarks.Spoil(int.Parse(count, CultureInfo.InvariantCulture));
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }
}
