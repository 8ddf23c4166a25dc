using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MailKit;

namespace Syndication.Mailboxes;

/// <summary>
/// The mails that servers did not give when they were asked: for as long as the process lives, whoever opens the mailbox anew. One that is
/// refused, or at which the connection breaks, is asked for a few times by itself; from then on it is a suspect, which is asked for after others.
/// Where the server gives a later mail and, right after it, still not this one, three times, it is passed over: it stays in its folder, unseen, and
/// those after it are read. A server that gives nothing at all shows nothing of any mail. After a restart what was passed over is asked for again, where
/// nothing after it has been handled.
/// </summary>
internal sealed partial class MailboxTroubles
{
    /// <summary>How often a mail is asked for until it is a suspect; between two tries lies at least the pause of whoever reads.</summary>
    internal const int Tries = 4;

    // A connection may break beside an innocent mail; not at each of several times.
    private const int Convictions = 3;

    private const int PassedOver = int.MaxValue;

    private readonly ConcurrentDictionary<(string Mailbox, uint Validity), Trouble> all = new();
    private readonly Counter<long> passedOver;
    private readonly ILogger<MailboxTroubles> logger;

    public MailboxTroubles(IMeterFactory meters, ILogger<MailboxTroubles> logger)
    {
        this.logger = logger;
        passedOver = meters
            .Create("Syndication.Mailboxes")
            .CreateCounter<long>(
                "syndication.mailboxes.passed_over",
                "{mail}",
                "Mails that a server did not give, and that were passed over."
            );
    }

    /// <summary>Parts the mails that may be asked for in order from the suspects; what is passed over is in neither.</summary>
    public (IReadOnlyList<UniqueId> Clear, Queue<UniqueId> Suspects) Sort(MailboxOptions mailbox, IEnumerable<UniqueId> uids)
    {
        var (clear, suspects) = (new List<UniqueId>(), new Queue<UniqueId>());
        foreach (var uid in uids)
        {
            var tries = all.GetValueOrDefault((mailbox.Name, uid.Validity))?.TriesOf(uid.Id) ?? 0;
            if (tries < Tries)
                clear.Add(uid);
            else if (tries < PassedOver)
                suspects.Enqueue(uid);
        }

        return (clear, suspects);
    }

    /// <summary>What is read of a folder, in their order: some at a time, and one at a time where a batch of them failed before.</summary>
    public IEnumerable<UniqueId[]> Batches(MailboxOptions mailbox, IReadOnlyList<UniqueId> uids)
    {
        var batch = new List<UniqueId>(mailbox.BatchSize);
        foreach (var uid in uids)
        {
            batch.Add(uid);
            var suspected = all.GetValueOrDefault((mailbox.Name, uid.Validity))?.LastSuspect ?? 0;
            if (batch.Count < mailbox.BatchSize && uid.Id > suspected)
                continue;
            yield return [.. batch];
            batch.Clear();
        }

        if (batch.Count > 0)
            yield return [.. batch];
    }

    /// <summary>Notes that mails were asked for in vain: of several it is found out one by one which it is.</summary>
    public void Note(MailboxOptions mailbox, IReadOnlyList<UniqueId> uids)
    {
        var trouble = Of(mailbox, uids[0]);
        trouble.LastSuspect = Math.Max(trouble.LastSuspect, uids[^1].Id);
        if (uids.Count == 1)
            trouble.Count(uids[0].Id);
    }

    /// <summary>Notes that a suspect was not given beside another mail that was.</summary>
    /// <returns>Whether that was so often enough: it is passed over from now on.</returns>
    public bool Convict(MailboxOptions mailbox, UniqueId uid, string fault)
    {
        var trouble = Of(mailbox, uid);
        trouble.Count(uid.Id);
        if (trouble.TriesOf(uid.Id) < Tries + Convictions)
            return false;
        trouble.PassOver(uid.Id);
        passedOver.Add(1);
        LogPassedOver(uid.Id, mailbox.Host, Tries + Convictions, fault);
        return true;
    }

    private Trouble Of(MailboxOptions mailbox, UniqueId uid) => all.GetOrAdd((mailbox.Name, uid.Validity), _ => new Trouble());

    // The server's own words may repeat a name that it was given.
    [LoggerMessage(
        EventId = 7131,
        Level = LogLevel.Warning,
        Message = "Mail {Uid} on {Host} was asked for {Tries} times in vain ({Fault}) and is passed over; it stays in its folder, unseen"
    )]
    private partial void LogPassedOver(uint uid, string host, int tries, string fault);

    private sealed class Trouble
    {
        private readonly ConcurrentDictionary<uint, int> tries = new();

        /// <summary>Up to this UID mails are asked for one at a time.</summary>
        public uint LastSuspect { get; set; }

        public int TriesOf(uint uid) => tries.GetValueOrDefault(uid);

        public void Count(uint uid) => tries.AddOrUpdate(uid, 1, (_, before) => before + 1);

        public void PassOver(uint uid) => tries[uid] = PassedOver;
    }
}
