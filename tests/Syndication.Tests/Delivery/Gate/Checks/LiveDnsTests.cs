using System.Net;
using DnsClient;
using Syndication.Delivery.Gate;

namespace Syndication.Tests.Delivery.Gate.Checks;

/// <summary>What a name server says over the wire, as the gate hears it.</summary>
public sealed class LiveDnsTests : IDisposable
{
    private readonly DnsServer server = new();

    [Fact]
    public async Task The_strings_of_a_record_are_one_and_what_is_too_long_for_one_packet_is_asked_for_again()
    {
        var key = new string('k', 250);
        server.AddText("short.test", "v=spf1 ", "-all");
        server.AddText("long.test", "v=DKIM1; p=", key, key, key);

        Assert.Equal(["v=spf1 -all"], await FoundAsync(DnsKind.Text, "short.test"));
        Assert.Equal(0, server.OverTcp);
        Assert.Equal(["v=DKIM1; p=" + key + key + key], await FoundAsync(DnsKind.Text, "long.test"));
        Assert.Equal(1, server.OverTcp);
    }

    [Fact]
    public async Task Exchanges_come_by_preference_and_names_without_their_last_dot()
    {
        server.AddMailExchange("news.test", 20, "second.news.test");
        server.AddMailExchange("news.test", 10, "first.news.test");
        server.AddMailExchange("none.test", 0, "");
        server.AddPointer("5.2.0.192.in-addr.arpa", "mail.news.test");

        Assert.Equal(["first.news.test", "second.news.test"], await FoundAsync(DnsKind.MailExchange, "news.test"));
        // RFC 7505: no mail is taken.
        Assert.Equal([""], await FoundAsync(DnsKind.MailExchange, "none.test"));
        Assert.Equal(["mail.news.test"], await FoundAsync(DnsKind.Pointer, "192.0.2.5"));
    }

    [Fact]
    public async Task Addresses_of_both_kinds_are_found_and_one_kind_is_enough()
    {
        server.AddAddress("both.test", IPAddress.Parse("192.0.2.5"));
        server.AddAddress("both.test", IPAddress.Parse("2001:db8::5"));
        server.AddAddress("four.test", IPAddress.Parse("192.0.2.6"));

        Assert.Equal(["192.0.2.5", "2001:db8::5"], await FoundAsync(DnsKind.Address, "both.test"));
        Assert.Equal(["192.0.2.6"], await FoundAsync(DnsKind.Address, "four.test"));
    }

    [Fact]
    public async Task What_does_not_exist_is_absent_and_what_nobody_can_say_is_no_fault()
    {
        server.AddText("there.test", "hello");
        server.Refusals["broken.test"] = 2;
        server.Refusals["refused.test"] = 5;

        Assert.IsType<DnsAnswer.Absent>(await AskAsync(DnsKind.Text, "not-there.test"));
        Assert.IsType<DnsAnswer.Absent>(await AskAsync(DnsKind.MailExchange, "there.test"));
        Assert.Equal(new DnsAnswer.Silent("the name server says ServerFailure"), await AskAsync(DnsKind.Text, "broken.test"));
        Assert.Equal(new DnsAnswer.Silent("the name server says Refused"), await AskAsync(DnsKind.Text, "refused.test"));
        Assert.IsType<DnsAnswer.Silent>(await AskAsync(DnsKind.Text, new string('a', 300) + ".test"));
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for_long_and_a_machine_without_one_asks_nobody()
    {
        server.Silences["silent.test"] = true;

        Assert.Equal(new DnsAnswer.Silent("no answer in time"), await AskAsync(DnsKind.Text, "silent.test"));
        Assert.IsType<DnsAnswer.Silent>(await new LiveDns([]).AskAsync(DnsKind.Text, "there.test", CancellationToken.None));
    }

    public void Dispose() => server.Dispose();

    private Task<DnsAnswer> AskAsync(DnsKind kind, string name) =>
        new LiveDns([new NameServer(server.Address)]).AskAsync(kind, name, CancellationToken.None);

    private async Task<IReadOnlyList<string>> FoundAsync(DnsKind kind, string name) =>
        Assert.IsType<DnsAnswer.Found>(await AskAsync(kind, name)).Records;
}
