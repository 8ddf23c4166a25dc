using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>What the links of a confirmation mail do.</summary>
internal sealed class Confirmations(
    Database database,
    PlanReader plans,
    ConsentLog log,
    Refusals refusals,
    Suppressions suppressions,
    TransactionalMails mails,
    IOptions<SubscriberOptions> options,
    TimeProvider clock
)
{
    /// <summary>What a confirmation would do now, and the plan that it would set; changes nothing.</summary>
    public Task<(ConfirmOutcome Outcome, ReaderPlan? Plan)> LookAsync(byte[] handle, long about, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
            {
                var (outcome, _, mail) = await FindAsync(db, handle, about, token);
                return (outcome, mail is null ? null : await AskedPlanAsync(db, mail, token));
            },
            ct
        );

    /// <summary>
    /// Confirms a sign-up; mail to an address that came back before has just arrived, so that is over too. Safe to run again; a link from
    /// before the reader left revives nobody.
    /// </summary>
    public async Task<ConfirmOutcome> ConfirmAsync(byte[] handle, long about, CancellationToken ct)
    {
        var outcome = await database.WriteAsync((db, token) => ConfirmAsync(db, handle, about, token), ct);
        if (outcome is ConfirmOutcome.Confirmed && options.Value.WelcomeMail)
            mails.Wake();
        return outcome;
    }

    private async Task<ConfirmOutcome> ConfirmAsync(PublicationDb db, byte[] handle, long about, CancellationToken ct)
    {
        var (outcome, reader, mail) = await FindAsync(db, handle, about, ct);
        if (outcome is not ConfirmOutcome.Confirmed)
            return outcome;
        var now = clock.GetUtcNow();
        reader!.State = SubscriberState.Active;
        reader.ConfirmedAt = now;
        reader.LastIssueAt = null;
        await PlanRows.BeginAsync(db, reader, await AskedPlanAsync(db, mail!, ct), options.Value.FirstIssuePieces, now, ct);
        await refusals.ForgiveAsync(db, reader.EmailKey, ct);
        await suppressions.LiftBounceAsync(db, reader.Email, ct);
        log.Write(db, reader, ConsentAct.Confirmed, ConsentManner.Page, about);
        if (options.Value.WelcomeMail)
            await mails.QueueAsync(db, TransactionalKind.Welcome, reader, null, ct);
        return outcome;
    }

    private async Task<(ConfirmOutcome Outcome, Subscriber? Reader, TransactionalMail? Mail)> FindAsync(
        PublicationDb db,
        byte[] handle,
        long about,
        CancellationToken ct
    )
    {
        var reader = await db.Set<Subscriber>().SingleOrDefaultAsync(found => found.Handle == handle, ct);
        var mail = await db.Set<TransactionalMail>().SingleOrDefaultAsync(found => found.Id == about, ct);
        if (reader is null || mail is not { Kind: TransactionalKind.Confirmation } || mail.Subscriber != reader.Number)
            return (ConfirmOutcome.Unknown, null, null);
        if (
            reader.State is SubscriberState.Active or SubscriberState.Paused
            && !(await suppressions.BouncedSinceAsync(db, reader.Email, ct) <= mail.CreatedAt)
        )
            return (ConfirmOutcome.Already, reader, mail);
        return (mail.ClosedAt is null ? ConfirmOutcome.Confirmed : ConfirmOutcome.Stale, reader, mail);
    }

    /// <summary>Read again, since sections may have ended between the sign-up and now, which are left out, or may come less often.</summary>
    private async Task<ReaderPlan> AskedPlanAsync(PublicationDb db, TransactionalMail mail, CancellationToken ct)
    {
        var sections = await PlanReader.OpenSectionsAsync(db, ct);
        var input = mail.Plan is null ? new PlanInput() : plans.Capped(PlanInput.FromStored(mail.Plan));
        return plans.Read(input, plans.Default(), sections, new FieldFaults());
    }
}

/// <summary>What came of a confirmation.</summary>
internal enum ConfirmOutcome
{
    /// <summary>No such link, or its reader is erased.</summary>
    Unknown,

    /// <summary>The reader left after it was made.</summary>
    Stale,

    /// <summary>Was confirmed before.</summary>
    Already,

    /// <summary>Confirmed now.</summary>
    Confirmed,
}
