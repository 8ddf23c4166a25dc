using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Syndication.Tests.Support;

/// <summary>A host on a real socket, for programs that others wrote, which notes how it answered each request.</summary>
public sealed class WatchedHost : NewsroomHost, IStartupFilter
{
    private readonly ConcurrentQueue<(string Path, int Status)> answers = new();

    public string Address { get; } = $"http://127.0.0.1:{FreePort()}";

    /// <summary>The answers to requests for the path since the last call.</summary>
    public IReadOnlyList<int> AnswersTo(string path)
    {
        var found = answers.Where(answer => answer.Path == path).Select(answer => answer.Status).ToList();
        answers.Clear();
        return found;
    }

    public void Listen()
    {
        Settings["Publication:BaseAddress"] = Address;
        UseKestrel(new Uri(Address).Port);
        StartServer();
    }

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) =>
        app =>
        {
            app.Use(
                async (http, following) =>
                {
                    await following(http);
                    answers.Enqueue((http.Request.Path, http.Response.StatusCode));
                }
            );
            next(app);
        };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureTestServices(services => services.AddSingleton<IStartupFilter>(this));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
