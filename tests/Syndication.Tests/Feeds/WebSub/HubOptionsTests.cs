using Syndication.Feeds.WebSub;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds.WebSub;

public sealed class HubOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(new HubOptionsValidator().Validate(null, new HubOptions()).Succeeded);

    [Fact]
    public void Every_fault_is_a_line_with_its_key_and_its_rule()
    {
        var options = new HubOptions
        {
            DefaultLease = TimeSpan.FromDays(31),
            ShortestLease = TimeSpan.FromSeconds(1),
            LongestLease = TimeSpan.FromHours(1),
            Connections = 0,
            ConnectionsPerHost = 101,
            SubscriptionsPerHost = 0,
            VerificationsPerHostAndHour = 0,
            VerificationsPerNetworkAndHour = 0,
            VerificationsPerHour = 0,
            GiveUpAfter = TimeSpan.FromMinutes(1),
            PingHubs = ["https://hub.example/", "hub.example", "https://user@hub.example/"],
        };

        var faults = new HubOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(12, faults.Count);
        Assert.Contains("Feeds:Hub:ConnectionsPerHost: '101' is not between 1 and 100.", faults);
        Assert.Contains("Feeds:Hub:GiveUpAfter: '00:01:00' is not between 01:00:00 and 7.00:00:00.", faults);
        Assert.Contains("Feeds:PingHubs:1: 'hub.example' is not an absolute http(s) address.", faults);
    }

    [Fact]
    public async Task The_host_does_not_start_with_a_fault()
    {
        using var command = new CommandLine();
        command.Environment["Feeds__PingHubs__0"] = "ftp://hub.example/";
        command.Environment["Feeds__Hub__DefaultLease"] = "100.00:00:00";

        var (code, _, errors) = await command.RunAsync("serve");

        Assert.Equal(2, code);
        Assert.Contains("Feeds:PingHubs:0: 'ftp://hub.example/' is not an absolute http(s) address.", errors, StringComparison.Ordinal);
        Assert.Contains(
            "Feeds:Hub:DefaultLease: '100.00:00:00' is not between 00:05:00 and 30.00:00:00.",
            errors,
            StringComparison.Ordinal
        );
    }
}
