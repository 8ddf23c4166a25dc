using System.Net;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

/// <summary>The plan as forms show and take it.</summary>
public sealed class PlanFormTests : IDisposable
{
    private readonly ReaderHost host = new();

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task Quiet_hours_are_set_shown_and_given_up_on_the_page()
    {
        await host.ReadyAsync();
        var reader = await host.SubscribeAsync(ReaderHost.Address, ("quietFrom", "22:00"), ("quietTo", "06:30"));
        Assert.Equal((22 * 60, (6 * 60) + 30), (reader.Subscriber.QuietFrom, reader.Subscriber.QuietTo));
        var page = await host.Browser.GetStringAsync(PlanOf(reader));
        Assert.Contains("""<option value="06:30" selected>06:30</option>""", page, StringComparison.Ordinal);

        await ChangeAsync(reader);
        Assert.Equal(22 * 60, (await host.FindAsync()).Subscriber.QuietFrom);
        await ChangeAsync(reader, ("quietFrom", ""), ("quietTo", ""));
        Assert.Null((await host.FindAsync()).Subscriber.QuietFrom);
    }

    [Theory]
    [InlineData("22:00", "")]
    [InlineData("", "06:00")]
    [InlineData("06:00", "06:00")]
    [InlineData("25:00", "06:00")]
    public async Task Half_of_the_quiet_hours_is_a_mistake_that_the_page_names(string from, string to)
    {
        await host.ReadyAsync();
        var reader = await host.SubscribeAsync();

        var reply = await ChangeAsync(reader, ("quietFrom", from), ("quietTo", to));

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
        Assert.Contains("both ends of your quiet hours", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null((await host.FindAsync()).Subscriber.QuietFrom);
    }

    [Fact]
    public async Task The_publishers_default_plan_may_name_sections_and_quiet_hours()
    {
        host.Settings["Subscribers:DefaultPlan:Cadences:benefits"] = "off";
        host.Settings["Subscribers:DefaultPlan:Cadences:gear"] = "monthly";
        host.Settings["Subscribers:DefaultPlan:QuietHours"] = "22:00-07:00";
        await host.ReadyAsync();

        var page = await host.Browser.GetStringAsync("/subscribe");

        Assert.Contains("""<option value="monthly" selected>""", page, StringComparison.Ordinal);
        Assert.Contains("""<option value="off" selected>""", page, StringComparison.Ordinal);
        Assert.Contains("""<option value="22:00" selected>""", page, StringComparison.Ordinal);
        Assert.Equal(22 * 60, (await host.SubscribeAsync()).Subscriber.QuietFrom);
    }

    [Fact]
    public async Task A_pause_that_a_reader_ends_brings_everything_in_one_issue()
    {
        await host.ReadyAsync();
        var reader = await host.SubscribeAsync(ReaderHost.Address, ("cadence.benefits", "weekly"));
        await ChangeAsync(reader, ("cadence.benefits", "weekly"), ("paused", "yes"));
        host.Clock.SetUtcNow(SyndicationHost.Start.AddDays(9));

        await ChangeAsync(reader, ("cadence.benefits", "weekly"));

        var back = await host.FindAsync();
        Assert.Equal(SubscriberState.Active, back.Subscriber.State);
        Assert.All(back.Subscriptions, one => Assert.Equal("2026-03-11T07:00", one.NextSlot));
    }

    private string PlanOf(Reader reader) => new Uri(host.Links.Preferences(reader.Subscriber.Handle, 0)).PathAndQuery;

    private Task<HttpResponseMessage> ChangeAsync(Reader reader, params (string Name, string Value)[] fields) =>
        host.Browser.PostAsync(PlanOf(reader), ReaderHost.Form("", fields));
}
