using Syndication.Outbound;
using Syndication.Tests.Support;

namespace Syndication.Tests.Outbound;

public sealed class OutboundOptionsTests
{
    [Theory]
    [InlineData("10.0.0.0/8")]
    [InlineData("192.168.1.7")]
    [InlineData("fd00:1::/64")]
    [InlineData("::1")]
    public void Ranges_and_addresses_are_networks(string network) => Assert.Empty(Faults(network));

    [Theory]
    [InlineData("10.0.0.0/33")]
    [InlineData("intranet.example")]
    [InlineData("")]
    public void Anything_else_stops_the_host_and_says_which(string network) =>
        Assert.Equal(
            [$"Outbound:AllowedNetworks:1: '{network}' is neither an address nor a range such as 10.20.0.0/16."],
            Faults("127.0.0.1", network)
        );

    [Fact]
    public async Task The_host_does_not_start_with_a_fault()
    {
        using var command = new CommandLine();
        command.Environment["Outbound__AllowedNetworks__0"] = "everywhere";

        var (code, _, errors) = await command.RunAsync("serve");

        Assert.Equal(2, code);
        Assert.Contains("Outbound:AllowedNetworks:0: 'everywhere'", errors, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Faults(params string[] networks) =>
        new OutboundOptionsValidator().Validate(null, new OutboundOptions { AllowedNetworks = networks }).Failures ?? [];
}
