using MimeKit;

namespace Syndication.Bounces.Judging;

/// <summary>Reads what came back: RFC 3464 and RFC 5965 alone.</summary>
public sealed class BounceJudge
{
    /// <summary>The verdicts on a mail, never empty.</summary>
    public IReadOnlyList<Verdict> Judge(Stream message) => Read(message).Verdicts;

    /// <summary>The verdicts on a mail, and what tells which message of ours it is about.</summary>
    public Report Read(Stream message)
    {
        try
        {
            return Read(MimeMessage.Load(message));
        }
        catch (FormatException)
        {
            return new Report { Verdicts = [new Verdict(null, VerdictClass.NotBounce, BounceReason.None, null)] };
        }
    }

    private static Report Read(MimeMessage message)
    {
        var feedback = message.BodyParts.OfType<MessageFeedbackReport>().FirstOrDefault();
        return new Report
        {
            Verdicts = Verdicts(message, feedback),
            OriginalMessageIds =
            [
                .. Returned(message).Select(headers => headers[HeaderId.MessageId]).OfType<string>().Select(id => id.Trim('<', '>', ' ')),
            ],
            DeliveredTo =
            [
                .. message.Headers.Where(header => header.Field is "Delivered-To" or "X-Original-To").Select(header => header.Value),
                .. message.To.Mailboxes.Select(mailbox => mailbox.Address),
            ],
            ReturnPaths = [.. Returned(message).Select(headers => headers[HeaderId.ReturnPath]).OfType<string>()],
            Feedback = feedback is null
                ? null
                : new FeedbackFields
                {
                    Type = feedback.Fields["Feedback-Type"] ?? "",
                    OriginalMailFrom = feedback.Fields["Original-Mail-From"],
                },
        };
    }

    private static List<Verdict> Verdicts(MimeMessage message, MessageFeedbackReport? feedback)
    {
        if (feedback is not null)
            return [new Verdict(feedback.Fields["Original-Rcpt-To"], VerdictClass.Complaint, BounceReason.Feedback, null)];
        if (message.BodyParts.OfType<MessageDeliveryStatus>().FirstOrDefault() is { } status)
            return [.. status.StatusGroups.Skip(1).Select(VerdictOf)];
        var isAutomatic = message.Headers[HeaderId.AutoSubmitted] is { } word && word.Trim() != "no";
        return [new Verdict(null, isAutomatic ? VerdictClass.AutoReply : VerdictClass.NotBounce, BounceReason.None, null)];
    }

    private static Verdict VerdictOf(HeaderList fields)
    {
        var status = fields["Status"]?.Trim();
        var recipient = fields["Final-Recipient"]?.Split(';')[^1].Trim();
        var action = fields["Action"]?.Trim().ToLowerInvariant();
        var reason = status switch
        {
            "5.1.1" or "5.1.6" => BounceReason.UserUnknown,
            "5.1.2" => BounceReason.HostUnknown,
            "5.2.2" or "4.2.2" => BounceReason.MailboxFull,
            "5.2.3" or "5.3.4" => BounceReason.MessageTooBig,
            "4.4.7" => BounceReason.Expired,
            ['5', '.', '7', ..] => BounceReason.PolicyViolation,
            _ => BounceReason.Undefined,
        };
        var kind =
            action is "delayed" ? VerdictClass.Delayed
            : action is not "failed" ? VerdictClass.Delivered
            : status?.StartsWith("5.1.", StringComparison.Ordinal) == true ? VerdictClass.Hard
            : VerdictClass.Soft;
        return new Verdict(recipient, kind, reason, status);
    }

    private static IEnumerable<HeaderList> Returned(MimeMessage message) =>
        message
            .BodyParts.OfType<MessagePart>()
            .Select(part => part.Message!.Headers)
            .Concat(
                message
                    .BodyParts.OfType<MimePart>()
                    .Where(part => part.ContentType.IsMimeType("text", "rfc822-headers"))
                    .Select(part => HeaderList.Load(part.Content!.Open()))
            );
}
