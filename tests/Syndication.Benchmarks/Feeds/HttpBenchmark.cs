using System.Globalization;
using System.Net;

namespace Syndication.Benchmarks.Feeds;

/// <summary>wrk against our host, a bare Kestrel endpoint and nginx in turns, so that what else the machine does meets them alike.</summary>
internal sealed class HttpBenchmark(Settings settings) : IDisposable
{
    private const double WarmUpSeconds = 4;

    private static readonly Case[] Cases =
    [
        new("304", Gzip: true, Conditional: true, BesideBare: 0.90, BesideNginx: 0.58),
        new("200 gzip", Gzip: true, Conditional: false, BesideBare: 0.90, BesideNginx: 0.55),
        new("200 identity", Gzip: false, Conditional: false, BesideBare: 0.90, BesideNginx: 0.45),
    ];

    private readonly HttpClient client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None });

    public async Task<bool> RunAsync(string folder, string store, CancellationToken ct)
    {
        if (!ChildProcess.Exists("wrk"))
        {
            Console.WriteLine("http: wrk is not installed, nothing measured.");
            return false;
        }

        var servers = new List<Server> { await Servers.StartOursAsync(store, ct) };
        try
        {
            var answers = new BareServer.Answers(
                await CaptureAsync(servers[0], gzip: false, ct),
                await CaptureAsync(servers[0], gzip: true, ct)
            );
            servers.Add(await Servers.StartBareAsync(folder, answers, ct));
            if (ChildProcess.Exists("nginx"))
                servers.Add(await Servers.StartNginxAsync(folder, answers, ct));
            else
                Console.WriteLine("http: nginx is not installed, not compared.");
            return await RaceAsync(servers, answers, ct);
        }
        finally
        {
            foreach (var server in servers)
                await server.Process.DisposeAsync();
        }
    }

    public void Dispose() => client.Dispose();

    private async Task<bool> RaceAsync(List<Server> servers, BareServer.Answers answers, CancellationToken ct)
    {
        Console.WriteLine(
            $"\nFeed of {answers.Identity.Body.Length / 1000} kB, {answers.Gzip.Body.Length / 1000} kB packed; requests a second: "
                + $"median of {settings.Rounds} interleaved rounds of {settings.Seconds} s (lowest–highest)."
        );
        var table = new Table([
            "case",
            "ours",
            "bare Kestrel",
            "nginx",
            "ours/bare",
            "bar",
            "ours/nginx",
            "bar",
            "met",
            "CPU µs a request",
        ]);
        var met = true;
        foreach (var one in Cases)
        {
            var headers = new Dictionary<Server, Dictionary<string, string>>();
            foreach (var server in servers)
                headers[server] = await CheckAsync(server, one, answers, ct);
            var rates = servers.ToDictionary(server => server, _ => new List<double>());
            var costs = servers.ToDictionary(server => server, _ => new List<double>());
            foreach (var server in servers)
                await Wrk.RunAsync(server.Feed, headers[server], WarmUpSeconds, ct);
            for (var round = 0; round < settings.Rounds; round++)
            {
                foreach (var server in servers)
                {
                    var before = server.Process.CpuSeconds;
                    var rate = await Wrk.RunAsync(server.Feed, headers[server], settings.Seconds, ct);
                    rates[server].Add(rate);
                    costs[server].Add((server.Process.CpuSeconds - before) / (rate * settings.Seconds) * 1e6);
                }
            }

            met &= Report(table, one, [.. servers.Select(server => rates[server])], servers.Select(server => costs[server].Median()));
        }

        Console.WriteLine(table);
        return met;
    }

    // Ratios within a round: what slows the machine down for a while slows both.
    private static bool Report(Table table, Case one, List<List<double>> rates, IEnumerable<double> costs)
    {
        var (ours, bare, nginx) = (rates[0], rates[1], rates.ElementAtOrDefault(2));
        var besideBare = ours.Zip(bare, (a, b) => a / b).ToList();
        var besideNginx = nginx is null ? null : ours.Zip(nginx, (a, b) => a / b).ToList();
        var met = besideBare.Median() >= one.BesideBare && (besideNginx is null || besideNginx.Median() >= one.BesideNginx);
        table.Add(
            one.Name,
            Spread(ours, "N0"),
            Spread(bare, "N0"),
            nginx is null ? "" : Spread(nginx, "N0"),
            Spread(besideBare, "F2"),
            $"≥ {one.BesideBare.ToString("F2", CultureInfo.InvariantCulture)}",
            besideNginx is null ? "" : Spread(besideNginx, "F2"),
            $"≥ {one.BesideNginx.ToString("F2", CultureInfo.InvariantCulture)}",
            met ? "yes" : "NO",
            string.Join(" / ", costs.Select(cost => cost.ToString("F1", CultureInfo.InvariantCulture)))
        );
        return met;
    }

    private static string Spread(List<double> samples, string format) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{samples.Median().ToString(format, CultureInfo.InvariantCulture)} ({samples.Min().ToString(format, CultureInfo.InvariantCulture)}–{samples.Max().ToString(format, CultureInfo.InvariantCulture)})"
        );

    /// <summary>Sees that the server answers the case as it should.</summary>
    /// <returns>The headers that wrk is to send.</returns>
    private async Task<Dictionary<string, string>> CheckAsync(Server server, Case one, BareServer.Answers answers, CancellationToken ct)
    {
        var headers = new Dictionary<string, string>();
        if (one.Gzip)
            headers["Accept-Encoding"] = "gzip";
        using var full = await SendAsync(server.Feed, headers, ct);
        var expected = one.Gzip ? answers.Gzip.Body : answers.Identity.Body;
        Demand(full.StatusCode is HttpStatusCode.OK, $"{server.Name} answered {(int)full.StatusCode}, not 200");
        var body = await full.Content.ReadAsByteArrayAsync(ct);
        Demand(expected.AsSpan().SequenceEqual(body), $"{server.Name} sent other bytes");
        Demand(one.Gzip == full.Content.Headers.ContentEncoding.Contains("gzip"), $"{server.Name} sent another encoding");
        if (!one.Conditional)
            return headers;
        headers["If-None-Match"] = full.Headers.ETag!.ToString();
        using var conditional = await SendAsync(server.Feed, headers, ct);
        Demand(conditional.StatusCode is HttpStatusCode.NotModified, $"{server.Name} answered {(int)conditional.StatusCode}, not 304");
        return headers;
    }

    private async Task<BareServer.Answer> CaptureAsync(Server server, bool gzip, CancellationToken ct)
    {
        var headers = gzip ? new Dictionary<string, string> { ["Accept-Encoding"] = "gzip" } : [];
        using var answer = await SendAsync(server.Feed, headers, ct);
        var all = answer.Headers.Concat(answer.Content.Headers);
        var body = await answer.Content.ReadAsByteArrayAsync(ct);
        return new BareServer.Answer(
            answer.Headers.ETag!.ToString(),
            all.ToDictionary(pair => pair.Key, pair => string.Join(", ", pair.Value)),
            body
        );
    }

    private Task<HttpResponseMessage> SendAsync(Uri address, Dictionary<string, string> headers, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request, ct);
    }

    private static void Demand(bool condition, string fault)
    {
        if (!condition)
            throw new InvalidOperationException(fault);
    }

    private sealed record Case(string Name, bool Gzip, bool Conditional, double BesideBare, double BesideNginx);
}
