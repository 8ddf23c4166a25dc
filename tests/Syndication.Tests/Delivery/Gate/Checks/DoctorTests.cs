using Syndication.Delivery.Gate;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Gate.Checks;

/// <summary>What <c>doctor</c> prints.</summary>
public sealed class DoctorTests
{
    [Theory]
    [InlineData("good")]
    [InlineData("faulty")]
    public async Task The_table_names_each_fault_with_the_record_that_mends_it(string world)
    {
        using var host = new SendingDomain(world + ".zone").Configured();
        if (world == "faulty")
            host.Settings["Publication:PostalAddress"] = "";

        var report = await host.InspectAsync();

        Golden.Matches(Path.Combine("Delivery", "Gate", $"doctor-{world}.txt"), string.Join('\n', report.Lines()) + "\n");
    }

    [Fact]
    public async Task What_nobody_answers_is_no_fault()
    {
        using var host = new SendingDomain("good.zone").Configured();
        host.Dns.Silent.Add("*");

        var report = await host.InspectAsync();

        Assert.Empty(report.Faults);
        Assert.Equal(
            ["spf", "dkim", "dmarc", "mx", "mx", "ptr", "one-click"],
            report.Findings.Where(finding => finding.Status == GateStatus.Unknown).Select(finding => finding.Check)
        );
    }

    [Fact]
    public async Task A_world_that_knows_nothing_of_us_gets_every_record_told()
    {
        using var host = new SendingDomain("spf.zone").Configured();

        var report = await host.InspectAsync();

        Golden.Matches(Path.Combine("Delivery", "Gate", "doctor-unknown.txt"), string.Join('\n', report.Lines()) + "\n");
    }

    [Theory]
    [InlineData("Smtp", "127.0.0.1")]
    [InlineData("Smtp", "localhost")]
    [InlineData("Smtp", "[::1]")]
    [InlineData("Pickup", "")]
    public async Task Relays_on_this_machine_and_directories_ask_the_world_nothing(string kind, string host)
    {
        using var publication = new SendingDomain("good.zone").Configured();
        publication.Settings["Delivery:Relays:0:Kind"] = kind;
        publication.Settings["Delivery:Relays:0:Host"] = host;
        publication.Settings["Publication:BaseAddress"] = "http://localhost:9";

        var report = await publication.InspectAsync();

        Assert.Empty(publication.Dns.Asked);
        Assert.Empty(report.Faults);
        Assert.Equal(GateStatus.Skipped, report.Findings.Single(finding => finding.Check == "dmarc").Status);
    }

    [Theory]
    [InlineData("bounce.example.net", "Delivery:ReturnPathDomain")]
    [InlineData("example.co.uk", "Delivery:ReturnPathDomain")]
    public async Task An_envelope_sender_of_another_organization_is_a_fault(string envelope, string setting)
    {
        using var host = new SendingDomain("good.zone").Configured();
        host.Settings["Delivery:ReturnPathDomain"] = envelope;

        var report = await host.InspectAsync();

        var fault = Assert.Single(report.Faults, fault => fault.Check == "alignment");
        Assert.Contains(setting, fault.Mend, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_key_of_ours_alignment_is_a_fault_where_the_world_gets_our_mail()
    {
        using var host = new SendingDomain("good.zone").Configured();
        foreach (var key in host.Settings.Keys.Where(key => key.StartsWith("Delivery:Dkim", StringComparison.Ordinal)).ToList())
            host.Settings.Remove(key);

        var report = await host.InspectAsync();

        Assert.Equal(["alignment"], report.Faults.Select(fault => fault.Check));
        Assert.DoesNotContain(report.Findings, finding => finding.Check == "dkim");
    }
}
