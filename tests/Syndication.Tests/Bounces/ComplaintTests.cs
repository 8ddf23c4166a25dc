using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Delivery.Returns;
using Syndication.Subscribers;
using Syndication.Tests.Subscribers;

namespace Syndication.Tests.Bounces;

/// <summary>Readers who call our mail unwanted, and readers who leave by mail.</summary>
public sealed class ComplaintTests : IAsyncLifetime, IDisposable
{
    private readonly ReturnsHost host = new();

    public Task InitializeAsync() => host.ReadyAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    [Theory]
    [InlineData("{own}")]
    [InlineData("redacted@example.net")]
    [InlineData("")]
    public async Task A_complaint_ends_everything_and_no_sign_up_lifts_it(string named)
    {
        var sent = await host.SendAsync();
        await host.ComesBackAsync("complaint.eml", sent, ("recipient", named == "{own}" ? sent.Email : named));

        var left = await host.FindAsync();
        Assert.Equal(SubscriberState.Unsubscribed, left.Subscriber.State);
        Assert.Equal(SuppressionReason.Complaint, (await host.SuppressionAsync())!.Reason);
        Assert.Equal(MessageState.Cancelled, Assert.Single(await host.RowsAsync(MessageStream.Digest)).State);
        var leaving = (await host.ConsentsAsync(left))[^1];
        Assert.Equal((ConsentAct.Left, ConsentManner.Complaint, sent.Issue), (leaving.What, leaving.How, leaving.About));

        host.Clock.Advance(TimeSpan.FromDays(1));
        await host.AskAsync(ReaderHost.Address);
        await host.TickAsync();

        Assert.False(
            Directory.Exists(Path.Combine(host.DataFolder, "outbox"))
                && Directory.GetFiles(Path.Combine(host.DataFolder, "outbox")).Length > 0
        );
        Assert.Equal(MessageState.Suppressed, (await host.RowsAsync(MessageStream.Transactional))[^1].State);
        Assert.Equal(SuppressionReason.Complaint, (await host.SuppressionAsync())!.Reason);
    }

    [Fact]
    public async Task A_complaint_takes_the_place_of_a_bounce_and_not_the_other_way_round()
    {
        var sent = await host.SendAsync();
        await host.ComesBackAsync("failed.eml", sent);
        await host.ComesBackAsync("complaint.eml", sent);
        await host.ComesBackAsync("failed.eml", await host.SendAsync(sent.Reader));

        Assert.Equal(SuppressionReason.Complaint, (await host.SuppressionAsync())!.Reason);
        Assert.Equal([ReturnClass.Hard, ReturnClass.Complaint, ReturnClass.Hard], (await host.EventsAsync()).Select(one => one.Class));
    }

    [Theory]
    [InlineData("unsubscribe {0}")]
    [InlineData("Re: unsubscribe {0}")]
    [InlineData("Unsubscribe%20{0}")]
    public async Task A_mail_with_the_readers_token_ends_the_subscription_whoever_sent_it(string subject)
    {
        var sent = await host.SendAsync();

        await LeaveByMailAsync(sent, subject);

        var left = await host.FindAsync();
        Assert.Equal(SubscriberState.Unsubscribed, left.Subscriber.State);
        var leaving = (await host.ConsentsAsync(left))[^1];
        Assert.Equal((ConsentManner.Mail, sent.Issue), (leaving.How, leaving.About));
        var counted = Assert.Single(await host.EventsAsync());
        Assert.Equal((ReturnClass.Unsubscribe, sent.Row, "example.org"), (counted.Class, counted.Message, counted.Domain));
        Assert.Null(await host.SuppressionAsync());
        Assert.True(host.IsRead);
    }

    [Fact]
    public async Task The_same_mail_read_again_does_not_end_what_was_begun_since()
    {
        var sent = await host.SendAsync();
        var mail = await LeaveByMailAsync(sent, "unsubscribe {0}");
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.SubscribeAsync();

        host.Put(mail);
        await host.ReadAsync();

        Assert.Equal(SubscriberState.Active, (await host.FindAsync()).Subscriber.State);
    }

    [Theory]
    [InlineData("unsubscribe me please")]
    [InlineData("unsubscribe")]
    [InlineData("please do not unsubscribe AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_mail_without_a_token_is_left_to_a_person(string subject)
    {
        var sent = await host.SendAsync();

        await host.ComesBackAsync("leave.eml", sent, ("subject", subject));

        await host.AssertNothingFollowedAsync(sent);
        Assert.Single(host.Left);
    }

    [Fact]
    public async Task The_link_of_another_purpose_ends_nothing()
    {
        var sent = await host.SendAsync();
        var token = host
            .Services.GetRequiredService<ReaderTokens>()
            .Make(TokenPurpose.Preferences, sent.Reader.Subscriber.Handle, sent.Issue);

        await host.ComesBackAsync("leave.eml", sent, ("subject", "unsubscribe " + token));

        await host.AssertNothingFollowedAsync(sent);
    }

    private async Task<string> LeaveByMailAsync(SentDigest sent, string subject)
    {
        var link = host.Links.Unsubscribe(sent.Reader.Subscriber.Handle, sent.Issue);
        var words = subject.Replace("{0}", link[(link.LastIndexOf('/') + 1)..], StringComparison.Ordinal);
        var mail = host.Fill("leave.eml", sent, ("subject", words));
        host.Put(mail);
        await host.ReadAsync();
        return mail;
    }
}
