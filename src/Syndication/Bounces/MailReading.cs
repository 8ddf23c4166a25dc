using Microsoft.Extensions.Options;
using Syndication.Bounces.Judging;
using Syndication.Delivery;
using Syndication.Mailboxes;

namespace Syndication.Bounces;

/// <summary>Reads what a mail of the mailbox is; asks the store nothing.</summary>
internal sealed class MailReading(BounceJudge judge, UnsubscribeMails unsubscribes, IOptions<DeliveryOptions> delivery)
{
    /// <summary>A report, or a mail that ends a subscription.</summary>
    public (ReturnedReport? Report, UnsubscribeMail? Leaving) Read(FetchedMail mail)
    {
        var key = ReturnedReport.KeyOf(mail.Content.Span);
        if (unsubscribes.Read(mail, key) is { } leaving)
            return (null, leaving);
        using var stream = mail.Open();
        var judged = judge.Read(stream);
        return (
            new ReturnedReport
            {
                Source = ReturnedReport.Mailbox,
                Key = key,
                Verdicts = judged.Verdicts,
                IsGuess = judged.IsGuess,
                Tokens = [.. TokensOf([.. judged.DeliveredTo, .. judged.ReturnPaths, .. Sender(judged)], judged.OriginalMessageIds)],
                Content = mail.Content,
            },
            null
        );
    }

    /// <summary>What may be tokens in addresses that a report came to and in Message-IDs that it returns.</summary>
    public IEnumerable<string> TokensOf(IEnumerable<string> addresses, IEnumerable<string> messageIds)
    {
        var domain = delivery.Value.ReturnPathDomain;
        var paths = domain.Length == 0 ? [] : addresses.Select(address => ReturnPath.TokenIn(address, domain)).OfType<string>();
        return paths.Concat(messageIds.Select(id => id.Trim().Trim('<', '>').Split('@')[0]).Where(token => token.Length > 0));
    }

    private static IEnumerable<string> Sender(Report judged) => judged.Feedback?.OriginalMailFrom is { } sender ? [sender] : [];
}
