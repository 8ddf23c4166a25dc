using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MailKit;

namespace Syndication.Mailboxes;

/// <summary>
/// The mails that servers did not give when they were asked: for as long as the process lives, whoever opens the mailbox anew. One that is
/// refused, or at which the connection breaks, is asked for a few times and then passed over: it stays in its folder, unseen, and those after
/// it are read. After a restart it is asked for again, where nothing after it has been handled.
/// </summary>
internal sealed partial class MailboxTroubles
{
    /// <summary>How often a mail is asked for; between two tries lies at least the pause of whoever reads.</summary>
    internal const int Tries = 4;

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

    /// <summary>What is read of a folder, in their order: some at a time, and one at a time where a batch of them failed before.</summary>
    public IEnumerable<UniqueId[]> Batches(MailboxOptions mailbox, IEnumerable<UniqueId> uids)
    {
        var batch = new List<UniqueId>(mailbox.BatchSize);
        foreach (var uid in uids)
        {
            var trouble = all.GetValueOrDefault((mailbox.Name, uid.Validity));
            if (trouble?.TriesOf(uid.Id) >= Tries)
                continue;
            batch.Add(uid);
            if (batch.Count < mailbox.BatchSize && uid.Id > (trouble?.LastSuspect ?? 0))
                continue;
            yield return [.. batch];
            batch.Clear();
        }

        if (batch.Count > 0)
            yield return [.. batch];
    }

    /// <summary>Notes that mails were asked for in vain: of several it is found out one by one which it is.</summary>
    public void Note(MailboxOptions mailbox, IReadOnlyList<UniqueId> uids, Exception failure)
    {
        var trouble = all.GetOrAdd((mailbox.Name, uids[0].Validity), _ => new Trouble());
        if (uids.Count > 1)
            trouble.LastSuspect = Math.Max(trouble.LastSuspect, uids[^1].Id);
        else if (trouble.Count(uids[0].Id) == Tries)
        {
            passedOver.Add(1);
            LogPassedOver(uids[0].Id, mailbox.Host, Tries, failure.GetType().Name);
        }
    }

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

        public int Count(uint uid) => tries.AddOrUpdate(uid, 1, (_, before) => before + 1);
    }
}
