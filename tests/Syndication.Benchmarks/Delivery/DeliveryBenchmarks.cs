using System.Globalization;
using System.Security.Cryptography;

namespace Syndication.Benchmarks.Delivery;

/// <summary>Everything that is promised of the speed of delivery: real digests from a real store through the whole host, to Postfix's sink.</summary>
internal sealed class DeliveryBenchmarks(DeliverySettings settings, string folder)
{
    /// <summary>Connections that digests are sent over; the host keeps one more for urgent mail.</summary>
    public const int Connections = 8;

    private const int Few = 10_000;
    private const int SlowPeer = 800;
    private const int SlowSigner = 1_500;
    private const double MostMemory = 300e6;

    private readonly List<Ratios> ratios = [];
    private readonly List<string> limits = [];
    private bool withinLimits = true;

    /// <returns>0 where every bar was met, else 1.</returns>
    public static async Task<int> RunAsync(DeliverySettings settings, CancellationToken ct)
    {
        foreach (var program in new[] { "smtp-sink", "smtp-source" })
        {
            if (ChildProcess.Exists(program))
                continue;
            Console.WriteLine($"delivery: {program} is not installed, nothing measured.");
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("syndication-delivery-").FullName;
        try
        {
            var benchmarks = new DeliveryBenchmarks(settings, folder);
            await benchmarks.RunAsync(ct);
            return benchmarks.Report() ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task RunAsync(CancellationToken ct)
    {
        var key = Path.Combine(folder, "rsa.pem");
        using (var rsa = RSA.Create(2048))
            await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem(), ct);
        var files = new SqliteMailroom(folder);
        var wantsServer = settings.Parts.Any(part => part is "postgres" or "plan") && ChildProcess.Exists("initdb");
        await using var server = wantsServer ? await PostgresMailroom.StartAsync(folder, ct) : null;
        if (settings.Parts.Any(part => part is "unsigned" or "signed" or "postgres"))
            await SendAsync(files, server, key, ct);
        if (settings.Parts.Any(part => part is "plan" or "growth"))
            await GrowAsync(files, server, ct);
    }

    private async Task SendAsync(IMailroom files, IMailroom? server, string key, CancellationToken ct)
    {
        var length = (await PrepareAsync(files, "planned", settings.Readers, ct)).Length;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{settings.Readers:N0} readers, a mail of {length:N0} bytes."));
        var unsigned = new Ratios("unsigned, beside smtp-source", "messages/s", 0.45);
        var nodemailer = new Ratios("unsigned, beside nodemailer", "messages/s", 10);
        var signed = new Ratios("signed, beside MimeKit's signer", "messages/s", 5);
        var nodemailerSigned = new Ratios("signed, beside nodemailer signing", "messages/s", 10);
        var postgres = new Ratios("PostgreSQL, beside SQLite", "messages/s", 0.8);
        if (server is not null)
            await PrepareAsync(server, "planned", settings.Readers, ct);
        for (var round = 0; round < settings.Rounds; round++)
        {
            var port = ChildProcess.FreePort();
            await using var sink = await StartSinkAsync(port, ct);
            var plain = await SendAsync(files, port, key: null, ct);
            if (settings.Parts.Contains("unsigned"))
            {
                unsigned.Add(plain.Rate, await Peers.SourceAsync(port, settings.Readers, length, ct));
                if (await Peers.NodemailerAsync(folder, port, SlowPeer, key: null, ct) is { } rate)
                    nodemailer.Add(plain.Rate, rate);
            }

            if (server is not null && settings.Parts.Contains("postgres"))
                postgres.Add((await SendAsync(server, port, key: null, ct)).Rate, plain.Rate);
            if (!settings.Parts.Contains("signed"))
                continue;
            var ours = await SendAsync(files, port, key, ct);
            signed.Add(ours.Rate, await Peers.MimeKitAsync(port, SlowSigner, key, ct));
            if (await Peers.NodemailerAsync(folder, port, SlowPeer, key, ct) is { } theirs)
                nodemailerSigned.Add(ours.Rate, theirs);
        }

        if (settings.Parts.Contains("unsigned"))
            ratios.AddRange([unsigned, nodemailer]);
        if (settings.Parts.Contains("signed"))
            ratios.AddRange([signed, nodemailerSigned]);
        if (settings.Parts.Contains("postgres"))
            ratios.Add(postgres);
    }

    private async Task<Sent> SendAsync(IMailroom room, int port, string? key, CancellationToken ct)
    {
        var sent = await SendRun.StartAsync(room, "planned", settings.Readers, port, key, ct);
        var how = key is null ? "unsigned" : "signed";
        Say($"{room.Name}, {how}: {sent.Rate:N0} messages/s, {sent.Cost:N0} µs of CPU a message, peak {sent.Peak / 1e6:N0} MB");
        return sent;
    }

    private async Task GrowAsync(IMailroom files, IMailroom? server, CancellationToken ct)
    {
        var few = await PrepareAsync(files, "few", Few, ct);
        var many = await PrepareAsync(files, "many", settings.Many, ct);
        if (settings.Parts.Contains("plan"))
        {
            Limit("planning on SQLite, seconds", many.Seconds, 20 * settings.Many / 1e6);
            Compare("memory of planning, many beside few", "MB", 1.25, many.Peak / 1e6, few.Peak / 1e6);
            if (server is not null)
                Limit(
                    "planning on PostgreSQL, seconds",
                    (await PrepareAsync(server, "many", settings.Many, ct)).Seconds,
                    30 * settings.Many / 1e6
                );
        }

        if (!settings.Parts.Contains("growth"))
            return;
        var port = ChildProcess.FreePort();
        await using var sink = await StartSinkAsync(port, ct);
        var little = await SendRun.StartAsync(files, "few", Few, port, key: null, ct);
        var large = await SendRun.StartAsync(files, "many", settings.Many, port, key: null, ct);
        Limit("peak memory of sending to many, MB", large.Peak / 1e6, MostMemory / 1e6);
        Compare("peak memory of sending, many beside few", "MB", 1.25, large.Peak / 1e6, little.Peak / 1e6);
        Compare("CPU of sending a message, many beside few", "µs", 1.1, large.Cost, little.Cost);
        Compare("time of sending a message, many beside few", "µs", 1.1, 1e6 / large.Rate, 1e6 / little.Rate);
    }

    private static async Task<Planned> PrepareAsync(IMailroom room, string store, int readers, CancellationToken ct)
    {
        await Mailrooms.FillAsync(room, store, readers, ct);
        var planned = await PlanRun.StartAsync(room, store, ct);
        Say($"{room.Name}: {planned.Queued:N0} readers planned in {planned.Seconds:F1} s, peak {planned.Peak / 1e6:N0} MB");
        return planned;
    }

    private static Task<ChildProcess> StartSinkAsync(int port, CancellationToken ct)
    {
        // Started by root, it wants to be told whose rights to take instead.
        string[] rights = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        return ChildProcess.StartAsync(ChildProcess.Find("smtp-sink")!, [.. rights, $"127.0.0.1:{port}", "100"], port, ct);
    }

    private void Compare(string name, string unit, double bar, double ours, double theirs)
    {
        var ratio = new Ratios(name, unit, bar, atMost: true);
        ratio.Add(ours, theirs);
        ratios.Add(ratio);
    }

    private void Limit(string name, double value, double bar)
    {
        withinLimits &= value <= bar;
        limits.Add(
            string.Create(CultureInfo.InvariantCulture, $"{name}: {value:F1}, bar ≤ {bar:F1}; met: {(value <= bar ? "yes" : "NO")}")
        );
    }

    private bool Report()
    {
        var table = new Table(Ratios.Heads);
        foreach (var ratio in ratios)
            table.Add(ratio.Row());
        Console.WriteLine($"\nMedians of {settings.Rounds} interleaved rounds, ratios within a round.\n{table}");
        limits.ForEach(Console.WriteLine);
        return withinLimits && ratios.TrueForAll(ratio => ratio.IsMet);
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
