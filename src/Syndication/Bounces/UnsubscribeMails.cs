using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Syndication.Mailboxes;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Bounces;

/// <summary>Mails to <c>Delivery:UnsubscribeMailbox</c>: the token in the subject says who leaves, whoever sent the mail.</summary>
internal sealed partial class UnsubscribeMails(ReaderTokens tokens, Departures departures, BounceStore store)
{
    /// <summary>Whose mail it is; null: it is no such mail.</summary>
    public UnsubscribeMail? Read(FetchedMail mail, byte[] key)
    {
        if (SubjectOf(mail) is not { } subject || Words.Match(subject) is not { Success: true } words)
            return null;
        return tokens.Read(TokenPurpose.Unsubscribe, words.Groups["token"].Value) is var (handle, about)
            ? new UnsubscribeMail(key, handle, about)
            : null;
    }

    /// <summary>Ends the subscription, in the caller's transaction. The same mail read again does not end it once more.</summary>
    public async Task<ReportOutcome> ApplyAsync(PublicationDb db, UnsubscribeMail mail, CancellationToken ct)
    {
        if (await BounceStore.IsKnownAsync(db, mail.Key, ct))
            return ReportOutcome.Repeated;
        var handle = mail.Handle;
        if (await db.Set<Subscriber>().SingleOrDefaultAsync(one => one.Handle == handle, ct) is not { } reader)
            return ReportOutcome.Nothing;
        if (reader.State is not SubscriberState.Unsubscribed)
            await departures.LeaveAsync(db, reader, ConsentManner.Mail, mail.About, ct);
        store.AddLeaving(db, mail.Key, reader);
        await db.SaveChangesAsync(ct);
        return ReportOutcome.Applied;
    }

    private static string? SubjectOf(FetchedMail mail)
    {
        using var stream = mail.Open();
        try
        {
            return HeaderList.Load(stream)[HeaderId.Subject];
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // Some mailboxes leave the address as it was encoded, and people reply to what they have sent.
    [GeneratedRegex(
        @"\bunsubscribe(\s|%20|\+)+(?<token>[A-Za-z0-9_-]{20,400})\s*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 200
    )]
    private static partial Regex Words { get; }
}

/// <summary>A mail that ends a subscription.</summary>
/// <param name="Key">What makes two the same mail.</param>
/// <param name="Handle">Whose link it was.</param>
/// <param name="About">The issue that it was in.</param>
internal sealed record UnsubscribeMail(byte[] Key, byte[] Handle, long About);
