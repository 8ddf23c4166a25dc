using System.Net;
using Syndication.Delivery;

namespace Syndication.Tests.Subscribers;

public sealed class MailBudgetTests : IAsyncLifetime, IDisposable
{
    private readonly ReaderHost host = new();

    public MailBudgetTests()
    {
        host.Settings["Subscribers:MailsPerNetworkAndHour"] = "5";
        host.Settings["Subscribers:MailsPerHour"] = "12";
    }

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Fact]
    public async Task One_address_gets_one_mail_in_ten_minutes_and_three_a_day()
    {
        var sent = new List<int>();
        foreach (var minutes in new[] { 0, 9, 2, 11, 11, 11, (60 * 23) + 30 })
        {
            host.Clock.Advance(TimeSpan.FromMinutes(minutes));
            await host.AskFromAsync($"198.51.{sent.Count}.7", ReaderHost.Address);
            sent.Add(await MailsAsync());
        }

        Assert.Equal([1, 1, 2, 3, 3, 3, 4], sent);
    }

    [Fact]
    public async Task Spelling_an_address_differently_does_not_get_around_it()
    {
        foreach (var email in new[] { "ada@example.org", "ADA@example.org", "ada@EXAMPLE.ORG", " ada@example.org " })
            Assert.Equal(HttpStatusCode.OK, (await host.AskAsync(email)).StatusCode);

        Assert.Equal(1, await MailsAsync());
    }

    [Theory]
    [InlineData("203.0.113.", "1", "250")]
    [InlineData("2001:db8:1:", "1::1", "ffff::9")]
    [InlineData("::ffff:203.0.113.", "1", "250")]
    public async Task One_network_has_a_budget_whatever_the_host(string prefix, string first, string second)
    {
        for (var n = 0; n < 8; n++)
            await host.AskFromAsync(prefix + (n % 2 == 0 ? first : second), $"reader{n}@example.org");
        Assert.Equal(5, await MailsAsync());

        await host.AskFromAsync("198.51.100.1", "other@example.org");
        Assert.Equal(6, await MailsAsync());

        host.Clock.Advance(TimeSpan.FromMinutes(61));
        await host.AskFromAsync(prefix + first, "later@example.org");
        Assert.Equal(7, await MailsAsync());
    }

    [Fact]
    public async Task All_networks_together_have_a_budget()
    {
        for (var n = 0; n < 20; n++)
            await host.AskFromAsync($"10.0.{n}.1", $"reader{n}@example.org");

        Assert.Equal(12, await MailsAsync());
    }

    [Fact]
    public async Task The_link_to_the_plan_draws_on_the_same_budget()
    {
        await host.SubscribeAsync();

        await host.Browser.PostAsync("/preferences/link", ReaderHost.Form(ReaderHost.Address));

        Assert.Equal(1, await MailsAsync());
    }

    private async Task<int> MailsAsync() => (await host.RowsAsync(MessageStream.Transactional)).Count;
}
