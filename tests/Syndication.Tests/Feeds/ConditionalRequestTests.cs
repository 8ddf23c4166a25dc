using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

public sealed class ConditionalRequestTests : IAsyncLifetime, IDisposable
{
    private const string Feed = "/feeds/sections/gear.rss";
    private readonly SyndicationHost host = new();
    private HttpClient client = null!;

    public async Task InitializeAsync()
    {
        await host.WithSectionsAsync();
        await host.PublishAsync(FeedFixture.Plain("One"));
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        client = host.CreateClient();
    }

    [Fact]
    public async Task The_tag_of_the_first_answer_is_answered_with_304_without_a_body_until_something_changes()
    {
        var first = await SendAsync();
        var tag = first.Headers.ETag!.ToString();
        var again = await SendAsync(("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Equal(tag, again.Headers.ETag!.ToString());
        Assert.Empty(await again.Content.ReadAsByteArrayAsync());

        await host.PublishAsync(FeedFixture.Plain("Two"));
        var changed = await SendAsync(("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Contains("Two", await changed.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Every_encoding_has_a_tag_of_its_own_and_any_of_them_is_taken(string encoding)
    {
        var plain = await SendAsync();
        var packed = await SendAsync(("Accept-Encoding", encoding));

        Assert.Equal([encoding], packed.Content.Headers.ContentEncoding);
        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), Unpack(await packed.Content.ReadAsByteArrayAsync(), encoding));
        Assert.Equal(HttpStatusCode.NotModified, (await SendAsync(("If-None-Match", packed.Headers.ETag!.Tag))).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotModified,
            (await SendAsync(("If-None-Match", plain.Headers.ETag!.Tag), ("Accept-Encoding", encoding))).StatusCode
        );
    }

    [Fact]
    public async Task Tags_that_proxies_changed_still_match()
    {
        var tag = (await SendAsync()).Headers.ETag!.Tag;

        foreach (var form in new[] { "W/" + tag, tag[..^1] + "-gzip\"", "\"other\", W/" + tag, "*" })
            Assert.Equal(HttpStatusCode.NotModified, (await SendAsync(("If-None-Match", form))).StatusCode);
        foreach (var form in new[] { "\"other\"", tag[..^2] + "\"", "\"\"", "\"1\"" })
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(("If-None-Match", form))).StatusCode);
    }

    [Fact]
    public async Task A_tag_decides_where_the_date_says_otherwise()
    {
        var modified = (await SendAsync()).Content.Headers.LastModified!.Value.ToString("R");

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(("If-None-Match", "\"other\""), ("If-Modified-Since", modified))).StatusCode);
    }

    [Theory]
    [InlineData(-1, HttpStatusCode.OK)]
    [InlineData(0, HttpStatusCode.NotModified)]
    [InlineData(90, HttpStatusCode.NotModified)]
    [InlineData(86_400, HttpStatusCode.OK)]
    public async Task A_date_at_or_after_the_change_is_enough_but_not_one_in_the_future(int seconds, HttpStatusCode expected)
    {
        var modified = (await SendAsync()).Content.Headers.LastModified!.Value;

        Assert.Equal(expected, (await SendAsync(("If-Modified-Since", modified.AddSeconds(seconds).ToString("R")))).StatusCode);
    }

    [Fact]
    public async Task Within_the_second_of_a_change_a_date_is_no_proof()
    {
        await host.PublishAsync(FeedFixture.Plain("Two"));
        var modified = (await SendAsync()).Content.Headers.LastModified!.Value.ToString("R");

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(("If-Modified-Since", modified))).StatusCode);
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.NotModified, (await SendAsync(("If-Modified-Since", modified))).StatusCode);
    }

    [Theory]
    [InlineData("rss", "application/rss+xml; charset=utf-8")]
    [InlineData("atom", "application/atom+xml; charset=utf-8")]
    [InlineData("json", "application/feed+json; charset=utf-8")]
    public async Task Head_has_the_headers_of_get_and_no_body(string format, string type)
    {
        var get = await client.GetAsync($"/feeds/all.{format}");
        var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, $"/feeds/all.{format}"));

        Assert.Equal(type, get.Content.Headers.ContentType!.ToString());
        Assert.Equal(get.Headers.ToString(), head.Headers.ToString());
        Assert.Equal(get.Content.Headers.ToString(), head.Content.Headers.ToString());
        Assert.Equal((await get.Content.ReadAsByteArrayAsync()).Length, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
        Assert.Equal("*", get.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("Accept-Encoding, Sec-Fetch-Dest", string.Join(", ", get.Headers.Vary));
        Assert.Contains($"<http://localhost/feeds/all.{format}>; rel=\"self\"", get.Headers.GetValues("Link").Single());
        Assert.Equal("public, max-age=3600, stale-while-revalidate=3600, stale-if-error=86400", get.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_browser_that_navigates_is_sent_to_the_page_and_other_requests_of_it_are_not()
    {
        var direct = host.CreateClient(new() { AllowAutoRedirect = false });
        var navigation = new HttpRequestMessage(HttpMethod.Get, Feed);
        navigation.Headers.Add("Sec-Fetch-Dest", "document");
        navigation.Headers.Add("Sec-Fetch-Mode", "navigate");
        var answer = await direct.SendAsync(navigation);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        Assert.Equal("http://localhost/sections/gear", answer.Headers.Location!.ToString());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(("Sec-Fetch-Dest", "document"), ("Sec-Fetch-Mode", "cors"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(("Accept", "text/html"))).StatusCode);
    }

    [Fact]
    public async Task Unknown_query_keys_change_nothing()
    {
        var plain = await client.GetAsync(Feed);
        var odd = await client.GetAsync(Feed + "?utm_source=x&y=1");

        Assert.Equal(plain.Headers.ETag, odd.Headers.ETag);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await odd.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_withdrawal_moves_the_date_forward_and_the_article_out()
    {
        var id = await host.PublishAsync(FeedFixture.Plain("Regretted"));
        var before = await client.GetAsync(Feed);
        await host.Database.WriteAsync(
            async (db, ct) =>
            {
                await host.Services.GetRequiredService<ArticlePublisher>().WithdrawAsync(db, id, ct);
                return 0;
            },
            CancellationToken.None
        );
        var after = await client.GetAsync(Feed);

        Assert.Contains("Regretted", await before.Content.ReadAsStringAsync());
        Assert.DoesNotContain("Regretted", await after.Content.ReadAsStringAsync());
        Assert.True(after.Content.Headers.LastModified > before.Content.Headers.LastModified);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    private Task<HttpResponseMessage> SendAsync(params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Feed);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }

    private static string Unpack(byte[] bytes, string encoding)
    {
        using var stream = new MemoryStream(bytes);
        using Stream unpacked =
            encoding == "br" ? new BrotliStream(stream, CompressionMode.Decompress) : new GZipStream(stream, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
