using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Syndication.Outbound;

namespace Syndication.Tests.Outbound;

public sealed class OutboundClientTests : IAsyncDisposable
{
    private readonly FakeTimeProvider clock = new();
    private readonly LoopbackListener listener = new();
    private readonly List<string> lookedUp = [];
    private OutboundClient? client;

    public static TheoryData<string> WaysToSayLoopback =>
        [
            "http://127.0.0.1:{0}/",
            "http://localhost:{0}/",
            "http://localhost.:{0}/",
            "http://2130706433:{0}/",
            "http://0177.0.0.1:{0}/",
            "http://0x7f.0.0.1:{0}/",
            "http://0x7f000001:{0}/",
            "http://127.1:{0}/",
            "http://0:{0}/",
            "http://[::1]:{0}/",
            "http://[::ffff:127.0.0.1]:{0}/",
            "http://[::ffff:7f00:1]:{0}/",
            "http://[::127.0.0.1]:{0}/",
            "http://[64:ff9b::127.0.0.1]:{0}/",
            "http://[2002:7f00:1::]:{0}/",
            "http://[2001:0:7f00:1::]:{0}/",
            "http://[::ffff:0:127.0.0.1]:{0}/",
            "http://[fe80::1]:{0}/",
            "http://0x7f.1:{0}/",
            "http://017700000001:{0}/",
            "http://①②⑦.0.0.1:{0}/",
            "http://internal.example:{0}/",
        ];

    [Theory]
    [MemberData(nameof(WaysToSayLoopback))]
    public async Task However_this_machine_is_named_nothing_connects_to_it(string form)
    {
        var address = new Uri(string.Format(null, form, listener.Port));

        var outcome = await Client(lookup: host => host is "internal.example" or "localhost." ? ["127.0.0.1"] : Real(host))
            .SendAsync(Get(address), default);

        Assert.Equal(new OutboundOutcome.Refused(RefusalReason.Address), outcome);
        Assert.Equal(0, listener.Connections);
    }

    [Theory]
    [InlineData("ftp://example.org/", nameof(RefusalReason.Scheme))]
    [InlineData("file:///etc/passwd", nameof(RefusalReason.Scheme))]
    [InlineData("gopher://example.org/", nameof(RefusalReason.Scheme))]
    [InlineData("http://user@example.org/", nameof(RefusalReason.UserInfo))]
    [InlineData("http://user:word@example.org/", nameof(RefusalReason.UserInfo))]
    [InlineData("http://example.org:25/", nameof(RefusalReason.Port))]
    [InlineData("http://example.org:6379/", nameof(RefusalReason.Port))]
    [InlineData("https://example.org:22/", nameof(RefusalReason.Port))]
    [InlineData("http://93.184.216.34:5432/", nameof(RefusalReason.Port))]
    public async Task What_is_not_the_web_is_refused(string address, string reason)
    {
        var outcome = await Client(lookup: _ => ["93.184.216.34"]).SendAsync(Get(new Uri(address)), default);

        Assert.Equal(reason, Assert.IsType<OutboundOutcome.Refused>(outcome).Reason.ToString());
    }

    [Fact]
    public async Task The_address_that_was_checked_is_the_one_connected_to()
    {
        await using var inside = new LoopbackListener(address: "127.0.0.3", port: listener.Port);
        var answers = new Queue<string>(["127.0.0.1", "127.0.0.3"]);
        var guarded = Client(["127.0.0.1"], lookup: _ => [answers.Dequeue()]);
        var rebinding = new Uri($"http://rebind.example:{listener.Port}/");

        var first = await guarded.SendAsync(Get(rebinding), default);
        var second = await guarded.SendAsync(Get(rebinding), default);

        Assert.IsType<OutboundOutcome.Answered>(first);
        Assert.Equal(new OutboundOutcome.Refused(RefusalReason.Address), second);
        Assert.Equal(["rebind.example", "rebind.example"], lookedUp);
        Assert.Equal((1, 0), (listener.Connections, inside.Connections));
    }

    [Fact]
    public async Task Of_a_name_with_several_addresses_only_those_that_are_let_through_are_tried()
    {
        await using var inside = new LoopbackListener(address: "127.0.0.3", port: listener.Port);

        var outcome = await Client(["127.0.0.1"], lookup: _ => ["127.0.0.3", "127.0.0.1"])
            .SendAsync(Get(new Uri($"http://both.example:{listener.Port}/")), default);

        Assert.IsType<OutboundOutcome.Answered>(outcome);
        Assert.Equal((1, 0), (listener.Connections, inside.Connections));
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("//[")]
    [InlineData("http:///")]
    public async Task A_redirect_to_nowhere_is_an_answer_like_any_other(string location)
    {
        await using var odd = new LoopbackListener($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n", "127.0.0.2");

        var outcome = await Client(["127.0.0.2"]).SendAsync(Get(new Uri(odd.Address)) with { MaxRedirects = 3 }, default);

        Assert.Equal(HttpStatusCode.Found, Assert.IsType<OutboundOutcome.Answered>(outcome).Status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task A_redirect_to_the_inside_is_not_followed(int redirects)
    {
        await using var outside = new LoopbackListener(
            $"HTTP/1.1 302 Found\r\nLocation: {listener.Address}/admin\r\nContent-Length: 0\r\n\r\n",
            "127.0.0.2"
        );

        var outcome = await Client(["127.0.0.2"]).SendAsync(Get(new Uri(outside.Address)) with { MaxRedirects = redirects }, default);

        if (redirects == 0)
            Assert.Equal(HttpStatusCode.Found, Assert.IsType<OutboundOutcome.Answered>(outcome).Status);
        else
            Assert.Equal(new OutboundOutcome.Refused(RefusalReason.Address), outcome);
        Assert.Equal((1, 0), (outside.Connections, listener.Connections));
    }

    [Fact]
    public async Task Redirects_are_followed_as_often_as_the_caller_wants()
    {
        await using var turning = new LoopbackListener(request =>
            Task.FromResult(
                request.Path == "/3"
                    ? "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend"
                    : $"HTTP/1.1 302 Found\r\nLocation: /{int.Parse(request.Path[1..]) + 1}\r\nContent-Length: 0\r\n\r\n"
            )
        );
        var guarded = Client(["127.0.0.0/8"]);
        var start = Get(new Uri(turning.Address + "/1"));

        var enough = await guarded.SendAsync(start with { MaxRedirects = 2 }, default);
        var tooFew = await guarded.SendAsync(start with { MaxRedirects = 1 }, default);

        var answer = Assert.IsType<OutboundOutcome.Answered>(enough);
        Assert.Equal("end", Encoding.ASCII.GetString(answer.Body.Span));
        Assert.Equal("/3", answer.Address.AbsolutePath);
        Assert.Equal(new OutboundOutcome.Failed(FailureReason.Redirects), tooFew);
    }

    [Theory]
    [InlineData("http://metadata.google.internal/")]
    [InlineData("http://printer.local/")]
    [InlineData("http://router.lan/")]
    [InlineData("http://box.home.arpa/")]
    [InlineData("http://x.LOCALHOST/")]
    [InlineData("http://wiki.internal./")]
    [InlineData("http://intranet/")]
    [InlineData("http://redis:8080/")]
    public async Task Names_that_are_nobodys_are_not_even_looked_up(string address)
    {
        var outcome = await Client(lookup: _ => ["93.184.216.34"]).SendAsync(Get(new Uri(address)), default);

        Assert.Equal(new OutboundOutcome.Refused(RefusalReason.Address), outcome);
        Assert.Empty(lookedUp);
    }

    [Fact]
    public async Task Such_a_name_is_let_through_to_a_network_that_the_operator_allows_and_nowhere_else()
    {
        var address = Get(new Uri($"http://wiki.internal:{listener.Port}/"));

        Assert.IsType<OutboundOutcome.Answered>(await Client(["127.0.0.1"], lookup: _ => ["127.0.0.1"]).SendAsync(address, default));
        Assert.Equal(
            new OutboundOutcome.Refused(RefusalReason.Address),
            await Client(["127.0.0.1"], lookup: _ => ["93.184.216.34"]).SendAsync(address, default)
        );
        Assert.Equal(1, listener.Connections);
    }

    [Theory]
    [InlineData("301", "302", "/a")]
    [InlineData("308", "301", "/b")]
    [InlineData("302", "301", null)]
    [InlineData("307", "303", null)]
    public async Task Where_something_moved_for_good_is_told_as_far_as_it_is_for_good(string first, string second, string? moved)
    {
        await using var turning = new LoopbackListener(request =>
            Task.FromResult(
                request.Path switch
                {
                    "/" => $"HTTP/1.1 {first} Moved\r\nLocation: /a\r\nContent-Length: 0\r\n\r\n",
                    "/a" => $"HTTP/1.1 {second} Moved\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
                    _ => "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                }
            )
        );

        var outcome = await Client(["127.0.0.0/8"]).SendAsync(Get(new Uri(turning.Address)) with { MaxRedirects = 3 }, default);

        Assert.Equal(moved, Assert.IsType<OutboundOutcome.Answered>(outcome).MovedTo?.AbsolutePath);
    }

    [Fact]
    public async Task A_redirect_with_a_password_or_to_another_scheme_is_not_followed()
    {
        foreach (var location in new[] { "http://user:word@feeds.example/", "file:///etc/passwd", "gopher://feeds.example/" })
        {
            await using var odd = new LoopbackListener($"HTTP/1.1 302 Found\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");

            var outcome = await Client(["127.0.0.0/8"]).SendAsync(Get(new Uri(odd.Address)) with { MaxRedirects = 3 }, default);

            Assert.IsType<OutboundOutcome.Refused>(outcome);
        }

        Assert.Empty(lookedUp);
    }

    [Fact]
    public async Task Whoever_sends_a_byte_at_a_time_is_cut_off_in_time()
    {
        var sent = new TaskCompletionSource();
        using var drip = new TcpListener(IPAddress.Loopback, 0);
        drip.Start();
        var serving = Task.Run(async () =>
        {
            using var connection = await drip.AcceptTcpClientAsync();
            var stream = connection.GetStream();
            await LoopbackRequest.ReadAsync(stream, default);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"u8.ToArray());
            try
            {
                for (var i = 0; i < 1_000_000; i++)
                {
                    await stream.WriteAsync("x"u8.ToArray());
                    await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
                    if (i == 3)
                        sent.SetResult();
                }
            }
            catch (IOException)
            {
                return true;
            }

            return false;
        });
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)drip.LocalEndpoint).Port}/");

        var sending = Client(["127.0.0.0/8"]).SendAsync(Get(address) with { MaxUnpackedBytes = 1000 }, default);
        await sent.Task;
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new OutboundOutcome.Failed(FailureReason.Timeout), await sending);
        Assert.True(await serving);
    }

    [Fact]
    public async Task Our_own_address_is_let_through()
    {
        var outcome = await Client(own: listener.Address).SendAsync(Get(new Uri(listener.Address)), default);

        Assert.IsType<OutboundOutcome.Answered>(outcome);
    }

    [Fact]
    public async Task A_long_answer_is_read_up_to_the_limit()
    {
        await using var talkative = new LoopbackListener("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + new string('x', 5000));

        var outcome = await Client(["127.0.0.0/8"]).SendAsync(Get(new Uri(talkative.Address)) with { MaxBodyBytes = 1000 }, default);

        var answer = Assert.IsType<OutboundOutcome.Answered>(outcome);
        Assert.Equal((1000, false), (answer.Body.Length, answer.IsWhole));
    }

    [Fact]
    public async Task Endless_headers_and_what_is_not_HTTP_are_failures()
    {
        await using var headers = new LoopbackListener($"HTTP/1.1 200 OK\r\nX-Much: {new string('x', 20_000)}\r\n\r\n");
        await using var babble = new LoopbackListener("220 mail.example ESMTP\r\n\r\n");
        var guarded = Client(["127.0.0.0/8"]);

        Assert.Equal(new OutboundOutcome.Failed(FailureReason.Connection), await guarded.SendAsync(Get(new Uri(headers.Address)), default));
        Assert.Equal(new OutboundOutcome.Failed(FailureReason.Connection), await guarded.SendAsync(Get(new Uri(babble.Address)), default));
    }

    [Fact]
    public async Task Whoever_does_not_answer_in_time_is_given_up_on()
    {
        var asked = new TaskCompletionSource();
        var never = new TaskCompletionSource<string>();
        await using var silent = new LoopbackListener(_ =>
        {
            asked.SetResult();
            return never.Task;
        });

        var sending = Client(["127.0.0.0/8"]).SendAsync(Get(new Uri(silent.Address)), default);
        await asked.Task;
        clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new OutboundOutcome.Failed(FailureReason.Timeout), await sending);
        never.SetResult("");
    }

    [Fact]
    public async Task A_name_that_leads_nowhere_and_a_closed_port_are_failures()
    {
        var closed = new LoopbackListener();
        await closed.DisposeAsync();

        Assert.Equal(
            new OutboundOutcome.Failed(FailureReason.Name),
            await Client(lookup: _ => throw new SocketException((int)SocketError.HostNotFound))
                .SendAsync(Get(new("http://nowhere.example/")), default)
        );
        Assert.Equal(
            new OutboundOutcome.Failed(FailureReason.Connection),
            await Client(["127.0.0.0/8"]).SendAsync(Get(new Uri(closed.Address)), default)
        );
    }

    [Fact]
    public async Task A_request_says_who_sends_it_and_nothing_of_its_cause()
    {
        await Client(["127.0.0.0/8"]).SendAsync(Get(new Uri(listener.Address)), default);

        var request = Assert.Single(listener.Requests);
        Assert.Equal(["Host", "User-Agent"], request.Headers.Keys.Order());
        Assert.Equal("Syndication (+https://news.example/)", request.Headers["User-Agent"]);
    }

    public async ValueTask DisposeAsync()
    {
        client?.Dispose();
        await listener.DisposeAsync();
    }

    private static OutboundRequest Get(Uri address) => new() { Method = HttpMethod.Get, Address = address };

    private static string[] Real(string host) => [.. Dns.GetHostAddresses(host).Select(address => address.ToString())];

    private OutboundClient Client(string[]? allowed = null, Func<string, string[]>? lookup = null, string own = "https://news.example")
    {
        client?.Dispose();
        var options = Options.Create(new OutboundOptions { AllowedNetworks = allowed ?? [] });
        var ours = new OwnAddress(new Uri(own));
        var guard = new OutboundGuard(options, ours);
        var connector = new GuardedConnector(
            guard,
            (host, _) =>
            {
                lookedUp.Add(host);
                return Task.FromResult(Array.ConvertAll((lookup ?? Real)(host), IPAddress.Parse));
            },
            new ServerTrust(Policy: null)
        );
        return client = new OutboundClient(guard, connector, ours, clock);
    }
}
