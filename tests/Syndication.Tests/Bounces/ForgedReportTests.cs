namespace Syndication.Tests.Bounces;

/// <summary>Reports that somebody made up have no effect, are left to a person, and are logged without an address.</summary>
public sealed class ForgedReportTests : IAsyncLifetime, IDisposable
{
    private readonly ReturnsHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("failed.eml")]
    [InlineData("complaint.eml")]
    public async Task A_token_that_was_not_made_with_our_key_names_nobody(string sample)
    {
        var sent = await host.SendAsync();
        var flipped = (sent.Token[0] == 'a' ? 'b' : 'a') + sent.Token[1..];

        await host.ComesBackAsync(
            sample,
            sent,
            ("returnPath", $"bounces+{flipped}@bounces.news.test"),
            ("messageId", $"{flipped}@news.test")
        );

        await host.AssertNothingFollowedAsync(sent);
        Assert.Contains("7111 ", host.Log.Text, StringComparison.Ordinal);
        Assert.Single(host.Left);
    }

    [Theory]
    [InlineData("failed.eml")]
    [InlineData("complaint.eml")]
    public async Task One_readers_token_in_a_report_of_another_reader_harms_neither(string sample)
    {
        var own = await host.SendAsync();
        var other = await host.SendAsync("bob@example.net");

        await host.ComesBackAsync(sample, own, ("recipient", other.Email));

        await host.AssertNothingFollowedAsync(own, other);
        Assert.Contains("7112 ", host.Log.Text, StringComparison.Ordinal);
        Assert.Single(host.Left);
    }

    [Fact]
    public async Task Tokens_of_two_readers_in_one_report_harm_neither()
    {
        var own = await host.SendAsync();
        var other = await host.SendAsync("bob@example.net");

        await host.ComesBackAsync("failed.eml", own, ("messageId", other.MessageId));

        await host.AssertNothingFollowedAsync(own, other);
    }

    [Fact]
    public async Task An_address_in_the_text_alone_names_nobody()
    {
        var sent = await host.SendAsync();

        await host.ComesBackAsync("failed.eml", sent, ("returnPath", "bounces@bounces.news.test"), ("messageId", "x@news.test"));

        await host.AssertNothingFollowedAsync(sent);
    }

    [Fact]
    public async Task A_relays_number_in_a_mailed_report_names_nobody()
    {
        var sent = await host.SendAsync();
        var report = host.Fill("failed.eml", sent, ("returnPath", "bounces@bounces.news.test"), ("messageId", "x@news.test"));
        Assert.Contains("X-Postfix-Queue-ID: 2D3F1200", report, StringComparison.Ordinal);
        await host.AcceptAsync(sent, "2D3F1200");
        host.Put(report);

        await host.ReadAsync();

        await host.AssertNothingFollowedAsync(sent);
    }

    [Theory]
    [InlineData("reply.eml", true)]
    [InlineData("letter-of-holidays.eml", true)]
    [InlineData("holiday.eml", false)]
    public async Task A_persons_reply_is_left_as_it_came_and_a_machines_is_put_away(string sample, bool isLeft)
    {
        var sent = await host.SendAsync();
        var mail = host.Fill(sample, sent);
        host.Put(mail);

        await host.ReadAsync();

        await host.AssertNothingFollowedAsync(sent);
        Assert.True(host.IsRead);
        Assert.Equal(isLeft ? new[] { mail } : [], host.Left.Select(file => File.ReadAllText(file)));
    }

    [Fact]
    public async Task What_nobody_can_read_does_not_keep_what_comes_after_it()
    {
        var sent = await host.SendAsync();
        host.Put("\0\0\0", "1");
        host.Put("", "2");
        host.Put(new string('(', 100_000), "3");
        host.Put(host.Fill("failed.eml", sent), "4");

        Assert.Equal(4, await host.ReadAsync());

        Assert.NotNull(await host.SuppressionAsync());
        Assert.True(host.IsRead);
    }
}
