using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>What feeds say in HTTP, over a real socket: every kind of answer, in every scope and format.</summary>
public sealed class FeedHttpTests(FeedHttpTests.Site site) : IClassFixture<FeedHttpTests.Site>
{
    private readonly WatchedHost host = site.Host;
    private readonly HttpClient client = site.Client;

    public static TheoryData<string> Feeds { get; } =
    [
        .. from scope in new[] { "all", "sections/gear", "authors/jane-doe", "tags/tides", "all/2026-02", "sections/gear/2026-03" }
        from format in new[] { "rss", "atom", "json" }
        select $"/feeds/{scope}.{format}",
    ];

    [Theory]
    [MemberData(nameof(Feeds))]
    public async Task Each_encoding_has_its_own_strong_tag_and_an_answer_says_all_that_a_cache_and_a_reader_need(string feed)
    {
        var tags = new HashSet<string>(StringComparer.Ordinal);
        foreach (var encoding in new[] { "identity", "gzip", "br" })
        {
            var answer = await SendAsync(HttpMethod.Get, feed, ("Accept-Encoding", encoding));
            var again = await SendAsync(
                HttpMethod.Get,
                feed,
                ("Accept-Encoding", encoding),
                ("If-None-Match", answer.Headers.ETag!.Tag),
                ("Range", "bytes=0-9")
            );
            var ranged = await SendAsync(HttpMethod.Get, feed, ("Accept-Encoding", encoding), ("Range", "bytes=0-9"));

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.ETag.IsWeak);
            Assert.True(tags.Add(answer.Headers.ETag.Tag));
            Assert.Equal(encoding == "identity" ? [] : [encoding], answer.Content.Headers.ContentEncoding);
            Assert.Null(answer.Headers.TransferEncodingChunked);
            Assert.Equal((await answer.Content.ReadAsByteArrayAsync()).Length, answer.Content.Headers.ContentLength);
            Assert.Equal("utf-8", answer.Content.Headers.ContentType!.CharSet);
            Assert.Equal("ETag, Link, Retry-After", Single(answer, "Access-Control-Expose-Headers"));
            Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
            Assert.Equal(HttpStatusCode.OK, ranged.StatusCode);
            Assert.Equal(answer.Content.Headers.ContentLength, ranged.Content.Headers.ContentLength);
            Assert.Null(again.Content.Headers.ContentType);
            foreach (var name in new[] { "ETag", "Cache-Control", "Vary", "Last-Modified", "Link", "Access-Control-Allow-Origin" })
                Assert.Equal(Single(answer, name), Single(again, name));
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "/feeds/all.rss")]
    [InlineData(HttpStatusCode.OK, "/feeds/opml.xml")]
    [InlineData(HttpStatusCode.NotModified, "/feeds/all.atom", "If-None-Match", "*")]
    [InlineData(HttpStatusCode.SeeOther, "/feeds/all.json", "Sec-Fetch-Mode", "navigate")]
    [InlineData(HttpStatusCode.MovedPermanently, "/feeds/sections/former.rss")]
    [InlineData(HttpStatusCode.MovedPermanently, "/feeds/sections/former/2026-02.json")]
    [InlineData(HttpStatusCode.MovedPermanently, "/feeds/all/2026-02-1.rss")]
    [InlineData(HttpStatusCode.NotFound, "/feeds/sections/nowhere.rss")]
    [InlineData(HttpStatusCode.NotFound, "/feeds/all/2019-01.rss")]
    [InlineData(HttpStatusCode.NotFound, "/feeds/tags/Not%20a%20slug.rss")]
    [InlineData(HttpStatusCode.NotFound, "/feeds/all.xml")]
    [InlineData(HttpStatusCode.Gone, "/feeds/sections/closed.atom")]
    [InlineData(HttpStatusCode.Gone, "/feeds/sections/closed/2026-02.atom")]
    public async Task Head_says_what_get_says_and_other_origins_may_see_it(
        HttpStatusCode status,
        string address,
        string header = "Accept",
        string value = "*/*"
    )
    {
        (string, string)[] headers = [(header, value), .. value == "navigate" ? new[] { ("Sec-Fetch-Dest", "document") } : []];
        foreach (var extra in new[] { address, address + "?utm_source=x" })
        {
            var get = await SendAsync(HttpMethod.Get, extra, headers);
            var head = await SendAsync(HttpMethod.Head, extra, headers);

            Assert.Equal((status, status), (get.StatusCode, head.StatusCode));
            Assert.Equal(Describe(get), Describe(head));
            Assert.NotNull(get.Headers.CacheControl);
            Assert.Empty(await head.Content.ReadAsByteArrayAsync());
            if (status is not HttpStatusCode.SeeOther)
                Assert.Equal("*", Single(get, "Access-Control-Allow-Origin"));
        }
    }

    [Theory]
    [InlineData("/feeds/all.rss")]
    [InlineData("/feeds/sections/gear.json")]
    [InlineData("/feeds/authors/jane-doe.atom")]
    [InlineData("/feeds/tags/tides.rss")]
    [InlineData("/feeds/sections/gear/2026-03.json")]
    [InlineData("/feeds/opml.xml")]
    public async Task A_reader_that_is_a_web_page_may_ask_conditionally_and_nobody_may_do_more(string feed)
    {
        var preflight = await SendAsync(
            HttpMethod.Options,
            feed,
            ("Origin", "https://reader.example"),
            ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "if-none-match")
        );
        var post = await SendAsync(HttpMethod.Post, feed);

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("*", Single(preflight, "Access-Control-Allow-Origin"));
        Assert.Contains("GET", Single(preflight, "Access-Control-Allow-Methods"));
        Assert.Contains("If-None-Match", Single(preflight, "Access-Control-Allow-Headers"));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        Assert.Equal(["GET", "HEAD", "OPTIONS"], post.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("*", "br")]
    [InlineData("gzip, br", "br")]
    [InlineData("br;q=0.1, gzip;q=0.5", "gzip")]
    [InlineData("gzip;q=0", null)]
    [InlineData("*;q=0", null)]
    [InlineData("*, br;q=0", "gzip")]
    [InlineData("identity", null)]
    [InlineData("identity;q=0, *", "br")]
    [InlineData("identity;q=0", null)]
    [InlineData("identity, gzip;q=0.5", null)]
    [InlineData("identity;q=0.3, gzip;q=0.5", "gzip")]
    [InlineData("zstd, deflate", null)]
    [InlineData(";;,=", null)]
    [InlineData("gzip;q=many", null)]
    [InlineData("", null)]
    public async Task The_encoding_is_one_that_the_request_takes(string accepted, string? expected)
    {
        var answer = await SendAsync(HttpMethod.Get, "/feeds/all.rss", ("Accept-Encoding", accepted));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(expected is null ? [] : [expected], answer.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("Monday, 02-Mar-26 06:08:00 GMT", HttpStatusCode.NotModified)]
    [InlineData("Mon Mar  2 06:08:00 2026", HttpStatusCode.NotModified)]
    [InlineData("Mon, 02 Mar 2026 06:08:00 GMT", HttpStatusCode.NotModified)]
    [InlineData("Mon, 02 Mar 2026 05:05:00 GMT", HttpStatusCode.OK)]
    [InlineData("Sat, 01 Jan 2000 00:00:00 GMT", HttpStatusCode.OK)]
    [InlineData("Mon, 02 Mar 2036 06:08:00 GMT", HttpStatusCode.OK)]
    [InlineData("yesterday", HttpStatusCode.OK)]
    [InlineData("", HttpStatusCode.OK)]
    public async Task Dates_are_understood_in_every_form_of_http(string since, HttpStatusCode expected)
    {
        var answer = await SendAsync(HttpMethod.Get, "/feeds/all.rss", ("If-Modified-Since", since));
        var withTag = await SendAsync(HttpMethod.Get, "/feeds/all.rss", ("If-Modified-Since", since), ("If-None-Match", "\"other\""));

        Assert.Equal((expected, HttpStatusCode.OK), (answer.StatusCode, withTag.StatusCode));
    }

    [Theory]
    [InlineData("/FEEDS/All.RSS", "/feeds/all.rss")]
    [InlineData("/feeds/all.rss/", "/feeds/all.rss")]
    [InlineData("/feeds/sections/Gear.atom", "/feeds/sections/gear.atom")]
    [InlineData("/feeds/authors/Jane-Doe.json?utm_source=x", "/feeds/authors/jane-doe.json")]
    [InlineData("/feeds/tags/TIDES.rss", "/feeds/tags/tides.rss")]
    [InlineData("/Feeds/all/2026-02.json", "/feeds/all/2026-02.json")]
    [InlineData("/feeds/sections/%67ear.rss", null)]
    [InlineData("/feeds/all.rss?", null)]
    [InlineData("/feeds//all.rss", "")]
    [InlineData("/feeds/sections/gear.xml", "")]
    [InlineData("/feeds/sections/gear%2Frss", "")]
    [InlineData("/feeds/sections/..%2F..%2Fall.rss", "")]
    [InlineData("/feeds/sections/%2e%2e/all.rss", null)]
    [InlineData("/feeds/sections/%FF%FE.rss", "")]
    public async Task An_odd_address_leads_to_the_feeds_own_or_nowhere(string odd, string? own)
    {
        var answer = await SendAsync(HttpMethod.Get, odd);

        Assert.Equal(
            own switch
            {
                null => HttpStatusCode.OK,
                "" => HttpStatusCode.NotFound,
                _ => HttpStatusCode.MovedPermanently,
            },
            answer.StatusCode
        );
        Assert.Equal(own is null or "" ? null : host.Address + own, answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task Nothing_that_a_stranger_appends_is_written_or_kept_a_second_time()
    {
        using var counts = new FeedCounts(host);
        var cache = host.Services.GetRequiredService<Syndication.Feeds.FeedCache>();
        var own = await client.GetByteArrayAsync("/feeds/tags/tides.rss");
        var (bytes, renders) = (cache.Bytes, counts.Renders);
        foreach (var odd in new[] { "?utm_source=a", "?q=1&q=2", "?" + new string('x', 2000), "?%00", "#a", "?format=atom" })
            Assert.Equal(own, await client.GetByteArrayAsync("/feeds/tags/tides.rss" + odd));
        foreach (var name in Enumerable.Range(0, 50))
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/feeds/tags/made-up-{name}.rss")).StatusCode);

        Assert.Equal((renders, bytes), (counts.Renders, cache.Bytes));
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, params (string Name, string Value)[] headers)
    {
        // As it is written: the client would take the dots and escapes out.
        var uri = new Uri(host.Address + address, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(method, uri);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return client.SendAsync(request);
    }

    private static string Describe(HttpResponseMessage answer) =>
        string.Join(
            '\n',
            answer
                .Headers.Concat<KeyValuePair<string, IEnumerable<string>>>(answer.Content.Headers)
                .Where(header => header.Key is not "Date")
                .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
                .Order(StringComparer.Ordinal)
        );

    private static string Single(HttpResponseMessage answer, string name) =>
        string.Join(
            ", ",
            answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? values : []
        );

    /// <summary>A publication with a section that ended, one that moved, and an archive that is closed.</summary>
    public sealed class Site : IAsyncLifetime
    {
        internal WatchedHost Host { get; } = new();

        internal HttpClient Client { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Host.Listen();
            Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Host.Address) };
            await Host.WithSectionsAsync();
            await PutAsync("closed", section => section.EndedAt = SyndicationHost.Start);
            await PutAsync("former", section => section.MovedTo = new SectionSlug("harbour"));
            Host.Clock.AdjustTime(SyndicationHost.Start.AddDays(-20));
            await Host.PublishAsync(FeedFixture.Plain("Of February", hoursAgo: 24 * 20));
            Host.Clock.AdjustTime(SyndicationHost.Start);
            await Host.PublishAsync(FeedFixture.Rich());
            Host.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        public Task DisposeAsync()
        {
            Client.Dispose();
            Host.Dispose();
            return Task.CompletedTask;
        }

        private Task<bool> PutAsync(string slug, Action<Section> change) =>
            Host.Services.GetRequiredService<SectionStore>().PutAsync(new SectionSlug(slug), slug, change, CancellationToken.None);
    }
}
