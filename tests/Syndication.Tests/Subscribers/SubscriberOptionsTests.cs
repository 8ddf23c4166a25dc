using Syndication.Subscribers;

namespace Syndication.Tests.Subscribers;

public sealed class SubscriberOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(new SubscriberOptionsValidator().Validate(null, new SubscriberOptions()).Succeeded);

    [Fact]
    public void Every_fault_is_a_line_with_its_key_and_its_rule()
    {
        var options = new SubscriberOptions
        {
            AddressCooldown = TimeSpan.FromSeconds(1),
            AnswerAfter = TimeSpan.FromMinutes(1),
            MailsPerAddressAndDay = 0,
            MailsPerNetworkAndHour = -1,
            MailsPerHour = 2_000_000,
            KeepUnconfirmed = TimeSpan.FromDays(1000),
            WordingVersion = "",
            DefaultPlan = new DefaultPlanOptions
            {
                Cadence = "off",
                Hour = "07:05",
                Weekday = "Mon",
                Day = 0,
                Format = "0",
                Layout = "tabloid",
                Cadences = { ["gear"] = "often" },
                QuietHours = "22:00",
            },
            FirstIssuePieces = 21,
            MostOften = "hourly",
            MostOftenIn = { ["gear"] = "off" },
        };

        var faults = new SubscriberOptionsValidator().Validate(null, options).Failures!.ToList();

        Assert.Equal(
            [
                "AddressCooldown",
                "AnswerAfter",
                "DefaultPlan:Cadence",
                "DefaultPlan:Cadences:gear",
                "DefaultPlan:Day",
                "DefaultPlan:Format",
                "DefaultPlan:Hour",
                "DefaultPlan:Layout",
                "DefaultPlan:QuietHours",
                "DefaultPlan:Weekday",
                "FirstIssuePieces",
                "KeepUnconfirmed",
                "MailsPerAddressAndDay",
                "MailsPerHour",
                "MailsPerNetworkAndHour",
                "MostOften",
                "MostOftenIn:gear",
                "WordingVersion",
            ],
            faults
                .Select(fault => fault["Subscribers:".Length..fault.IndexOf(": ", StringComparison.Ordinal)])
                .Order(StringComparer.Ordinal)
        );
        Assert.Contains("Subscribers:DefaultPlan:Hour: '07:05' must be a time HH:mm in steps of 15 minutes, 00:00 to 23:45.", faults);
    }
}
