using System.IO.Compression;
using System.Text.Json;

namespace Syndication.Benchmarks.Feeds;

/// <summary>Starts the three servers that are compared.</summary>
internal static class Servers
{
    /// <summary>Our host, as it is published: Release, Production, a store of its own.</summary>
    public static async Task<Server> StartOursAsync(string data, CancellationToken ct)
    {
        var home = Home();
        var program = Path.Combine(AppContext.BaseDirectory, "Syndication.dll");
        var process = await ChildProcess.StartAsync(
            "dotnet",
            [program],
            new Uri(home, "health/live"),
            new Dictionary<string, string>
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ASPNETCORE_URLS"] = home.GetLeftPart(UriPartial.Authority),
                ["Publication__BaseAddress"] = home.GetLeftPart(UriPartial.Authority),
                ["Storage__Directory"] = data,
            },
            ct
        );
        return new Server("ours", new Uri(home, $"feeds/sections/{Archive.MeasuredSection}.rss"), process);
    }

    /// <summary>The bare endpoint, in a process of its own.</summary>
    public static async Task<Server> StartBareAsync(string folder, BareServer.Answers answers, CancellationToken ct)
    {
        var home = Home();
        var file = Path.Combine(folder, "answers.json");
        await File.WriteAllBytesAsync(file, JsonSerializer.SerializeToUtf8Bytes(answers), ct);
        var program = Path.Combine(AppContext.BaseDirectory, "Syndication.Benchmarks.dll");
        var process = await ChildProcess.StartAsync("dotnet", [program, "bare", $"{home.Port}", file], home, environment: null, ct);
        return new Server("bare Kestrel", home, process);
    }

    /// <summary>nginx with the same bytes on disk, packed beforehand.</summary>
    public static async Task<Server> StartNginxAsync(string folder, BareServer.Answers answers, CancellationToken ct)
    {
        var home = Home();
        var root = Directory.CreateDirectory(Path.Combine(folder, "root")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(root, "feed.rss"), answers.Identity.Body, ct);
        await File.WriteAllBytesAsync(Path.Combine(root, "feed.rss.gz"), answers.Gzip.Body, ct);
        var configuration = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(configuration, Configuration(folder, root, home.Port), ct);
        var process = await ChildProcess.StartAsync(
            "nginx",
            ["-c", configuration, "-p", folder, "-e", Path.Combine(folder, "error.log")],
            home,
            environment: null,
            ct
        );
        return new Server("nginx", new Uri(home, "feed.rss"), process);
    }

    /// <summary>Unpacks gzip.</summary>
    public static byte[] Unpack(byte[] packed)
    {
        using var stream = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        return plain.ToArray();
    }

    private static Uri Home() => new($"http://127.0.0.1:{ChildProcess.FreePort()}/");

    // Workers of root read what only root may read.
    private static string Configuration(string folder, string root, int port) =>
        $$"""
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            daemon off;
            worker_processes auto;
            pid {{folder}}/nginx.pid;
            events { worker_connections 4096; }
            http {
                access_log off;
                types { application/rss+xml rss; }
                sendfile on;
                tcp_nopush on;
                gzip_static on;
                open_file_cache max=100;
                keepalive_requests 1000000;
                client_body_temp_path {{folder}}/body;
                proxy_temp_path {{folder}}/proxy;
                fastcgi_temp_path {{folder}}/fastcgi;
                uwsgi_temp_path {{folder}}/uwsgi;
                scgi_temp_path {{folder}}/scgi;
                server {
                    listen 127.0.0.1:{{port}};
                    root {{root}};
                }
            }
            """;
}
