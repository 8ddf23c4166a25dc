using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Ingest.Pictures;
using Syndication.Tests.Outbound;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Pictures;

/// <summary>Lead pictures that come without their size, through the whole host and a server of their own.</summary>
public sealed class PictureWalkTests : IAsyncLifetime, IDisposable
{
    private readonly NewsroomHost host = new();
    private readonly LoopbackListener pictures = new(request => Task.FromResult(Answer(request)));
    private HttpClient newsroom = null!;

    public async Task InitializeAsync()
    {
        host.Settings["Outbound:AllowedNetworks:0"] = "127.0.0.1";
        host.Settings["Ingest:Pictures:PerHost"] = "00:00:00";
        await host.AddSectionAsync("gear", "Gear");
        newsroom = host.CreateNewsroom();
    }

    [Fact]
    public async Task A_picture_is_measured_by_its_first_bytes_without_a_revision_and_feeds_show_its_type_and_length()
    {
        await SendAsync("one", "/lead.png");

        Assert.Equal(1, await RunAsync());

        var request = Assert.Single(pictures.Requests);
        Assert.Equal("bytes=0-65535", request.Headers["Range"]);
        var article = await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/articles/one");
        var image = article.GetProperty("image");
        Assert.Equal(
            (1200, 800, "image/png", 123_456),
            (
                image.GetProperty("width").GetInt32(),
                image.GetProperty("height").GetInt32(),
                image.GetProperty("type").GetString(),
                image.GetProperty("bytes").GetInt32()
            )
        );
        Assert.Equal(1, article.GetProperty("revision").GetInt32());
        Assert.Contains("123456", await host.CreateClient().GetStringAsync("/feeds/all.rss"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_article_that_is_sent_again_without_the_size_keeps_it_and_is_not_looked_at_again()
    {
        await SendAsync("one", "/lead.png");
        await RunAsync();

        var reply = await SendAsync("one", "/lead.png");

        Assert.Equal("unchanged", reply.GetProperty("outcome").GetString());
        Assert.Equal(0, await RunAsync());
        Assert.Single(pictures.Requests);
    }

    [Fact]
    public async Task What_the_newsroom_says_of_its_picture_stands()
    {
        await SendAsync("one", "/lead.png", ",\"width\":600,\"height\":400");

        await RunAsync();

        var image = (await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/articles/one")).GetProperty("image");
        Assert.Equal((600, "image/png"), (image.GetProperty("width").GetInt32(), image.GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("/gone.png", "the server answers 404")]
    [InlineData("/page.png", "not a picture")]
    [InlineData("/beacon.gif", "too small")]
    [InlineData("/drawing.svg", "SVG")]
    public async Task A_picture_that_cannot_be_shown_is_reported_once_and_the_article_stays(string path, string reason)
    {
        await SendAsync("one", path);

        await RunAsync();
        host.Clock.Advance(TimeSpan.FromDays(1));
        await RunAsync();

        Assert.Single(pictures.Requests);
        var dead = await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/pictures/dead");
        Assert.Contains(reason, Assert.Single(dead.EnumerateArray()).GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await newsroom.GetAsync("/api/v1/articles/one")).StatusCode);
    }

    [Fact]
    public async Task A_server_that_is_busy_is_asked_again_later_and_not_for_ever()
    {
        await SendAsync("one", "/busy.png");

        for (var hour = 0; hour < 48; hour++)
        {
            await RunAsync();
            host.Clock.Advance(TimeSpan.FromHours(1));
        }

        Assert.Equal(5, pictures.Requests.Count);
        Assert.Single((await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/pictures/dead")).EnumerateArray());
    }

    [Fact]
    public async Task One_picture_of_many_articles_is_fetched_once()
    {
        for (var number = 0; number < 60; number++)
            await SendAsync($"a{number}", "/lead.png");

        await RunAsync();

        Assert.Single(pictures.Requests);
        var last = await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/articles/a59");
        Assert.Equal(1200, last.GetProperty("image").GetProperty("width").GetInt32());
    }

    [Fact]
    public async Task A_host_with_many_pictures_does_not_keep_those_of_others_waiting()
    {
        await using var other = new LoopbackListener(request => Task.FromResult(Answer(request)));
        for (var number = 0; number < 65; number++)
            await SendAsync($"a{number}", $"/busy.png?{number}");
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await SendAsync("last", "", url: other.Address + "/lead.png");

        await RunAsync();

        Assert.Equal(8, pictures.Requests.Count);
        Assert.Single(other.Requests);
    }

    [Fact]
    public async Task A_host_that_says_nothing_is_asked_once_a_run()
    {
        for (var number = 0; number < 3; number++)
            await SendAsync($"a{number}", $"/silent.png?{number}");

        Assert.Equal(1, await RunAsync());
        Assert.Single(pictures.Requests.Select(request => request.Target).Distinct());
        Assert.Equal(1, await RunAsync());

        Assert.Equal(2, pictures.Requests.Select(request => request.Target).Distinct().Count());
    }

    [Fact]
    public async Task Nothing_inside_our_network_is_asked_for()
    {
        await SendAsync("one", "", "", "http://169.254.169.254/latest/meta-data/a.png");

        await RunAsync();

        Assert.Empty(pictures.Requests);
        Assert.Single((await newsroom.GetFromJsonAsync<JsonElement>("/api/v1/pictures/dead")).EnumerateArray());
    }

    public async Task DisposeAsync() => await pictures.DisposeAsync();

    public void Dispose()
    {
        newsroom.Dispose();
        host.Dispose();
    }

    private static string Answer(LoopbackRequest request) =>
        request.Path.Split('?')[0] switch
        {
            "/lead.png" => Part(SamplePictures.Png(1200, 800), "HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-32/123456\r\n"),
            "/page.png" => Part(Encoding.ASCII.GetBytes("<!DOCTYPE html><p>Hello"), "HTTP/1.1 200 OK\r\n"),
            "/beacon.gif" => Part(SamplePictures.Gif(1, 1), "HTTP/1.1 200 OK\r\n"),
            "/drawing.svg" => Part(SamplePictures.Svg("viewBox=\"0 0 100 100\""), "HTTP/1.1 200 OK\r\n"),
            "/silent.png" => "",
            "/busy.png" => "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\n\r\n",
            _ => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        };

    private static string Part(byte[] body, string head) => $"{head}Content-Length: {body.Length}\r\n\r\n{Encoding.Latin1.GetString(body)}";

    private Task<int> RunAsync() => host.Services.GetRequiredService<PictureJobs>().RunAsync(CancellationToken.None);

    private async Task<JsonElement> SendAsync(string id, string path, string size = "", string? url = null)
    {
        using var body = new StringContent(
            $$"""{"id":"{{id}}","section":"gear","title":"A title {{id}}","bodyHtml":"<p>Text {{id}}</p>","image":{"url":"{{url ?? pictures.Address + path}}"{{size}}} }""",
            Encoding.UTF8,
            "application/json"
        );
        var answer = await newsroom.PostAsync("/api/v1/articles", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
