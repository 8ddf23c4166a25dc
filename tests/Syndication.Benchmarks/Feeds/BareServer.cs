using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Syndication.Benchmarks.Feeds;

/// <summary>
/// The least that Kestrel can do: no routing, no logging, one delegate that writes bytes and headers that were captured from our host.
/// </summary>
internal static class BareServer
{
    /// <summary>One captured answer.</summary>
    public sealed record Answer(string Tag, Dictionary<string, string> Headers, byte[] Body);

    /// <summary>Both captured answers.</summary>
    public sealed record Answers(Answer Identity, Answer Gzip);

    /// <param name="args">The port, and the file that holds <see cref="Answers"/>.</param>
    public static async Task<int> RunAsync(string[] args)
    {
        var answers = JsonSerializer.Deserialize<Answers>(await File.ReadAllBytesAsync(args[1]))!;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, int.Parse(args[0], CultureInfo.InvariantCulture));
        });
        await using var app = builder.Build();
        app.Run(http => WriteAsync(http, answers));
        await app.RunAsync();
        return 0;
    }

    private static Task WriteAsync(HttpContext http, Answers answers)
    {
        var gzip = http.Request.Headers.AcceptEncoding == "gzip";
        var answer = gzip ? answers.Gzip : answers.Identity;
        var headers = http.Response.Headers;
        headers.ETag = answer.Tag;
        headers.LastModified = answer.Headers["Last-Modified"];
        headers.CacheControl = answer.Headers["Cache-Control"];
        headers.Vary = answer.Headers["Vary"];
        headers.XContentTypeOptions = answer.Headers["X-Content-Type-Options"];
        headers.Link = answer.Headers["Link"];
        headers.AccessControlAllowOrigin = answer.Headers["Access-Control-Allow-Origin"];
        if (http.Request.Headers.IfNoneMatch == answer.Tag)
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        if (gzip)
            headers.ContentEncoding = "gzip";
        headers.ContentType = answer.Headers["Content-Type"];
        headers.ContentLength = answer.Body.Length;
        return http.Response.Body.WriteAsync(answer.Body).AsTask();
    }
}
