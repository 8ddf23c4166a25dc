using Microsoft.Extensions.Options;
using Syndication.Mailboxes;

namespace Syndication.Bounces;

/// <summary>Reads the mailbox, and forgets what its time is over for. Safe to run again, and at once on several nodes.</summary>
public sealed class BounceJobs
{
    /// <summary>After this many half-lives nothing is left of a score.</summary>
    private const int ManyHalfLives = 10;

    private readonly MailboxFactory mailboxes;
    private readonly ReportIntake intake;
    private readonly BounceStore store;
    private readonly BouncesOptions options;
    private readonly TimeProvider clock;

    internal BounceJobs(
        MailboxFactory mailboxes,
        ReportIntake intake,
        BounceStore store,
        IOptions<BouncesOptions> options,
        TimeProvider clock
    ) => (this.mailboxes, this.intake, this.store, this.options, this.clock) = (mailboxes, intake, store, options.Value, clock);

    /// <summary>Opens the mailbox that is read.</summary>
    internal IMailbox Open() => mailboxes.Create(options.Mailbox);

    /// <summary>Reads what is new, until nothing is left.</summary>
    /// <returns>How many mails were read.</returns>
    public async Task<int> ReadAsync(CancellationToken ct)
    {
        await using var mailbox = Open();
        return await ReadAsync(mailbox, ct);
    }

    /// <summary>As <see cref="ReadAsync(CancellationToken)"/>, from a mailbox that stays open.</summary>
    internal Task<int> ReadAsync(IMailbox mailbox, CancellationToken ct) => mailbox.ReadAsync(intake.TakeAsync, ct);

    /// <summary>Drops the texts of old reports and the scores of which nothing is left.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await store.ForgetTextsAsync(now - options.KeepReports, ct);
        await store.ForgetScoresAsync(now - (ManyHalfLives * options.SoftHalfLife), ct);
    }
}
