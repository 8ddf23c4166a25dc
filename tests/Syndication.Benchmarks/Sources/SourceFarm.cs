using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Syndication.Benchmarks.Sources;

/// <summary>Many sources on many loopback hosts, in this process: each a document of one piece with a validator; a tenth can be told to break.</summary>
internal sealed class SourceFarm : IAsyncDisposable
{
    private const int Port = 18_080;
    private const int PartBroken = 10;
    private const string Tag = "\"v1\"";

    private static readonly byte[] Bomb = Pack(new byte[64 * 1024 * 1024]);

    private readonly WebApplication app;
    private readonly ConcurrentDictionary<int, ConcurrentQueue<DateTimeOffset>> asked = new();
    private readonly CancellationTokenSource ending = new();

    private SourceFarm(WebApplication app, int sources, int hosts) => (this.app, Sources, Hosts) = (app, sources, hosts);

    public int Sources { get; }

    public int Hosts { get; }

    /// <summary>Whether the tenth breaks: drips, 500, resets and bombs by turns.</summary>
    public bool IsBroken { get; set; }

    public static async Task<SourceFarm> StartAsync(int sources, int hosts, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            for (var host = 0; host < hosts; host++)
                kestrel.Listen(HostOf(host), Port);
        });
        var built = builder.Build();
        var farm = new SourceFarm(built, sources, hosts);
        built.Run(farm.AnswerAsync);
        await built.StartAsync(ct);
        return farm;
    }

    /// <summary>The address of a source. Broken ones are spread over the hosts.</summary>
    public string AddressOf(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"http://{HostOf(number * Hosts / Sources)}:{Port}/{number}");

    public static bool Breaks(int number) => number % PartBroken == PartBroken - 1;

    /// <summary>When each source was asked, since the last call.</summary>
    public Dictionary<int, List<DateTimeOffset>> Asked()
    {
        var all = asked.ToDictionary(pair => pair.Key, pair => pair.Value.ToList());
        asked.Clear();
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        ending.Dispose();
    }

    private static IPAddress HostOf(int host) => new([127, 0, (byte)(1 + (host / 200)), (byte)(1 + (host % 200))]);

    private Task AnswerAsync(HttpContext http)
    {
        var number = int.Parse(http.Request.Path.Value!.AsSpan(1), CultureInfo.InvariantCulture);
        asked.GetOrAdd(number, _ => new()).Enqueue(TimeProvider.System.GetUtcNow());
        if (!IsBroken || !Breaks(number))
            return ServeAsync(http, number);
        switch (number / PartBroken % 4)
        {
            case 0:
                return DripAsync(http);
            case 1:
                http.Response.StatusCode = StatusCodes.Status500InternalServerError;
                return Task.CompletedTask;
            case 2:
                http.Abort();
                return Task.CompletedTask;
            default:
                http.Response.Headers.ContentEncoding = "gzip";
                http.Response.ContentLength = Bomb.Length;
                return http.Response.Body.WriteAsync(Bomb, http.RequestAborted).AsTask();
        }
    }

    private static Task ServeAsync(HttpContext http, int number)
    {
        http.Response.Headers.ETag = Tag;
        if (http.Request.Headers.IfNoneMatch == Tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var body = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"Piece of source {number}"));
        http.Response.ContentType = PieceReader.ContentType;
        http.Response.ContentLength = body.Length;
        return http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }

    private async Task DripAsync(HttpContext http)
    {
        http.Response.ContentLength = 1_000_000;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, ending.Token);
        try
        {
            while (true)
            {
                await http.Response.Body.WriteAsync("x"u8.ToArray(), either.Token);
                await http.Response.Body.FlushAsync(either.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System, either.Token);
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException)
        {
            http.Abort();
        }
    }

    private static byte[] Pack(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }
}
