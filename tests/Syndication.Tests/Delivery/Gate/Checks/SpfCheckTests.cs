using Syndication.Delivery.Gate.Checks;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Gate.Checks;

/// <summary>SPF as receivers read it: the records are in <c>spf.zone</c>.</summary>
public sealed class SpfCheckTests
{
    private readonly RecordedDns dns = new("spf.zone");

    [Theory]
    [InlineData("ip4.test", "Ok", "0 lookups")]
    [InlineData("mx.test", "Ok", "1 lookup")]
    [InlineData("nested.test", "Ok", "2 lookups")]
    [InlineData("ten.test", "Ok", "10 lookups")]
    [InlineData("unknown-modifier.test", "Ok", "0 lookups")]
    [InlineData("macro.test", "Ok", "1 lookup")]
    [InlineData("silent-include.test", "Ok", "1 lookup")]
    [InlineData("other.test", "Note", "does not name relay.test")]
    [InlineData("ip6only.test", "Note", "does not name relay.test")]
    [InlineData("all.test", "Fault", "lets everybody send")]
    [InlineData("typo.test", "Fault", "'ipv4:5.9.0.25' is no term of SPF")]
    [InlineData("two.test", "Fault", "2 SPF records")]
    [InlineData("gone.test", "Fault", "nowhere.test, which has no SPF record")]
    [InlineData("loop.test", "Fault", "more than 10 lookups")]
    [InlineData("many.test", "Fault", "more than 10 lookups")]
    [InlineData("plain.test", "Fault", "has no SPF record")]
    [InlineData("nowhere.test", "Fault", "has no SPF record")]
    [InlineData("silent.test", "Unknown", "no answer in time")]
    public async Task A_record_is_judged_as_receivers_judge_it(string domain, string status, string says)
    {
        dns.Silent.Add("silent.test");
        var relay = await RelayHost.FindAsync(dns, "relay.test", CancellationToken.None);

        var finding = await SpfCheck.FindAsync(dns, domain, [relay], CancellationToken.None);

        Assert.Equal(status, finding.Status.ToString());
        Assert.Contains(says, finding.Says, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_told_with_the_relays_that_are_configured()
    {
        var named = await RelayHost.FindAsync(dns, "relay.test", CancellationToken.None);
        var bare = await RelayHost.FindAsync(dns, "5.9.0.26", CancellationToken.None);

        var finding = await SpfCheck.FindAsync(dns, "plain.test", [named, bare], CancellationToken.None);

        Assert.StartsWith("plain.test. TXT \"v=spf1 a:relay.test ip4:5.9.0.26 ~all\"", finding.Mend, StringComparison.Ordinal);
    }
}
