using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery;

/// <summary>The publication's sender gets another domain while messages are on their way.</summary>
public sealed class SenderChangeTests : DeliveryTest
{
    [Theory]
    [InlineData(MessageStream.Digest)]
    [InlineData(MessageStream.Transactional)]
    public async Task A_repeat_under_a_new_senders_domain_has_the_message_id_of_the_first_attempt(MessageStream stream)
    {
        Host.Relay(Server.Port);
        Server.Drop(".");
        await Host.QueueAsync(stream, 1, null, 7);
        await Host.DrainAsync();
        Assert.Equal(MessageState.InDoubt, (await Host.RowAsync(1, 7, stream)).State);

        await using var after = new DeliveryHost();
        after.RestartOf(Host);
        after.Settings["Publication:Sender"] = "The Other Post <news@other.test>";
        after.Relay(Server.Port);
        await after.QueueAsync(stream, 2, null, 8);
        await after.DrainAfterAsync(TimeSpan.FromMinutes(2));

        var mails = Server.Received.ToLookup(mail => mail.To.Contains("reader7@", StringComparison.Ordinal));
        Assert.Equal(["The Test Post <news@news.test>", "The Other Post <news@other.test>"], mails[true].Select(From));
        Assert.EndsWith("@news.test>", Assert.Single(mails[true].Select(Id).Distinct()), StringComparison.Ordinal);
        Assert.EndsWith("@other.test>", Assert.Single(mails[false].Select(Id)), StringComparison.Ordinal);
    }

    private static string Id(ReceivedMail mail) => mail.Header("Message-ID");

    private static string From(ReceivedMail mail) => mail.Header("From").Replace("\"", "", StringComparison.Ordinal);
}
