using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>
/// What strangers may ask for an address: to be signed up, or to be sent its link. Neither tells them whether the address is known, and
/// neither changes anything for a reader who is here.
/// </summary>
internal sealed class SignUps(
    Database database,
    MailBudget budget,
    TransactionalMails mails,
    Refusals refusals,
    Suppressions suppressions,
    ConsentLog log
)
{
    /// <summary>Asks for a sign-up; the plan is kept with the mail and applied when the address's owner confirms.</summary>
    public async Task AskAsync(EmailAddress address, PlanInput plan, ReaderPlan read, Network network, CancellationToken ct)
    {
        await database.WriteAsync(
            async (db, token) =>
            {
                var reader = await FindAsync(db, address, token);
                var refused = await refusals.ReasonAsync(db, address, token) is RefusalReason.Disowned;
                if (!await budget.TakeAsync(db, address, network, wanted: !refused, token))
                {
                    await CorrectAsync(db, reader, plan, network, token);
                    return;
                }

                // Whose mail came back confirms anew: that the confirmation arrives is what ends it.
                if (
                    reader is { State: SubscriberState.Active or SubscriberState.Paused }
                    && await suppressions.BouncedSinceAsync(db, reader.Email, token) is null
                )
                {
                    await mails.QueueAsync(db, TransactionalKind.Link, reader, null, token);
                    return;
                }

                if (reader is null)
                    db.Add(reader = New(address, read, log.Now));
                // The confirmation speaks as the form did that it answers; nobody's form changes a plan that is in force.
                if (reader.State is SubscriberState.Pending or SubscriberState.Unsubscribed)
                    (reader.Language, reader.Format) = (read.Language, read.Format);
                var about = await mails.QueueAsync(db, TransactionalKind.Confirmation, reader, plan.ToStored(), token);
                log.WriteAsked(db, reader, about, budget.HashOf(network));
            },
            ct
        );
        mails.Wake();
    }

    /// <summary>Asks for the link to the plan; whoever has not confirmed yet gets the confirmation once more.</summary>
    public async Task AskLinkAsync(EmailAddress address, Network network, CancellationToken ct)
    {
        await database.WriteAsync(
            async (db, token) =>
            {
                var reader = await FindAsync(db, address, token);
                var wanted = reader is { State: not SubscriberState.Unsubscribed };
                if (!await budget.TakeAsync(db, address, network, wanted, token))
                    return;
                if (reader!.State is SubscriberState.Pending)
                    await mails.QueueAsync(
                        db,
                        TransactionalKind.Confirmation,
                        reader,
                        await AskedPlanAsync(db, reader.Number, token),
                        token
                    );
                else
                    await mails.QueueAsync(db, TransactionalKind.Link, reader, null, token);
            },
            ct
        );
        mails.Wake();
    }

    /// <summary>A reader who has not confirmed: the plan's form is taken over, its cadences wait for the confirmation.</summary>
    internal static Subscriber New(EmailAddress address, ReaderPlan plan, DateTimeOffset now) =>
        new()
        {
            Email = address.Value,
            EmailKey = address.Key,
            Handle = RandomNumberGenerator.GetBytes(16),
            Hour = plan.Hour,
            Weekday = plan.Weekday,
            Day = plan.Day,
            Zone = plan.Zone,
            Format = plan.Format,
            Layout = plan.Layout,
            Language = plan.Language,
            QuietFrom = plan.QuietFrom,
            QuietTo = plan.QuietTo,
            CreatedAt = now,
        };

    internal static Task<Subscriber?> FindAsync(PublicationDb db, EmailAddress address, CancellationToken ct)
    {
        var key = address.Key;
        return db.Set<Subscriber>().SingleOrDefaultAsync(found => found.EmailKey == key, ct);
    }

    /// <summary>
    /// Whoever has sent the form, sees a mistake and sends it again is held back by the budget: the mail that is on its way then carries
    /// the newer plan, if it was asked for from the same network.
    /// </summary>
    private async Task CorrectAsync(PublicationDb db, Subscriber? reader, PlanInput plan, Network network, CancellationToken ct)
    {
        if (reader is not { State: SubscriberState.Pending or SubscriberState.Unsubscribed } || budget.HashOf(network) is not { } from)
            return;
        var id = reader.Id;
        var asked = await db.Set<ConsentEvent>()
            .Where(happened => happened.Subscriber == id && happened.What == ConsentAct.Asked)
            .OrderByDescending(happened => happened.Id)
            .FirstOrDefaultAsync(ct);
        if (asked?.Network is null || !asked.Network.AsSpan().SequenceEqual(from))
            return;
        if (await db.Set<TransactionalMail>().SingleOrDefaultAsync(mail => mail.Id == asked.About, ct) is { } mail)
            mail.Plan = plan.ToStored();
    }

    private static Task<string?> AskedPlanAsync(PublicationDb db, long reader, CancellationToken ct) =>
        db.Set<TransactionalMail>()
            .Where(mail => mail.Subscriber == reader && mail.Kind == TransactionalKind.Confirmation)
            .OrderByDescending(mail => mail.Id)
            .Select(mail => mail.Plan)
            .FirstOrDefaultAsync(ct);
}
