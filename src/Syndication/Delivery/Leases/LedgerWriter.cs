using System.Threading.Channels;
using Syndication.Storage;

namespace Syndication.Delivery.Leases;

/// <summary>
/// The one writer of intents and results: each round takes everything that waits and commits it together, so that a commit is shared by all
/// connections that are ready at that moment.
/// </summary>
/// <remarks>
/// When the store cannot commit, intents are refused, so that nothing is sent that could not be recorded, and results are kept and written
/// again until they are in.
/// </remarks>
internal sealed partial class LedgerWriter : IAsyncDisposable, IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly Channel<Entry> waiting = Channel.CreateUnbounded<Entry>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource ending = new();
    private readonly Database database;
    private readonly IStoreEngine engine;
    private readonly TimeProvider clock;
    private readonly ILogger<LedgerWriter> logger;
    private readonly Lazy<Task> loop;

    public LedgerWriter(Database database, IStoreEngine engine, TimeProvider clock, ILogger<LedgerWriter> logger)
    {
        this.database = database;
        this.engine = engine;
        this.clock = clock;
        this.logger = logger;
        loop = new Lazy<Task>(() => Task.Run(RunAsync));
    }

    /// <summary>Whether the last round could not be committed.</summary>
    public bool IsFaulted { get; private set; }

    /// <summary>Commits the transitions in one transaction, with whatever else waits at that moment.</summary>
    /// <returns>What came of each; only intents come back as <see cref="Applied.NotWritten"/> while the process lives.</returns>
    public async Task<IReadOnlyList<Applied>> SubmitAsync(params Transition[] transitions)
    {
        _ = loop.Value;
        var entry = new Entry(transitions);
        if (!waiting.Writer.TryWrite(entry))
            entry.Refuse();
        return await entry.Done.Task;
    }

    /// <summary>Writes what waits, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!waiting.Writer.TryComplete())
            return;
        await ending.CancelAsync();
        if (loop.IsValueCreated)
            await loop.Value;
        ending.Dispose();
    }

    /// <summary>Ends without waiting for what is being written.</summary>
    public void Dispose()
    {
        if (waiting.Writer.TryComplete())
            ending.Cancel();
    }

    private async Task RunAsync()
    {
        var round = new List<Entry>();
        while (round.Count > 0 || await waiting.Reader.WaitToReadAsync())
        {
            while (waiting.Reader.TryRead(out var entry))
                round.Add(entry);
            if (await TryCommitAsync(round))
            {
                round.Clear();
                continue;
            }

            RefuseIntents(round);
            if (ending.IsCancellationRequested)
                break;
            await Task.Delay(Pause, clock, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        foreach (var entry in round)
            entry.Refuse();
    }

    private async Task<bool> TryCommitAsync(List<Entry> round)
    {
        // Rows are updated in the order of their numbers: on a database with row locks two writers never wait for each other in a ring.
        var ordered = round
            .SelectMany(entry => entry.Open.Select(index => (entry, index)))
            .OrderBy(item => item.entry.Transitions[item.index].Lease.Id)
            .ToList();
        try
        {
            await database.WriteAsync(
                WritePriority.Ledger,
                async (db, ct) =>
                {
                    var won = await TransitionBatch.ApplyAsync(
                        db,
                        ordered.ConvertAll(item => item.entry.Transitions[item.index]),
                        engine.RowLock,
                        ct
                    );
                    foreach (var (entry, index) in ordered)
                        entry.Outcomes[index] = won.Contains(entry.Transitions[index]) ? Applied.Won : Applied.Lost;
                    return true;
                },
                CancellationToken.None
            );
        }
        catch (Exception failure)
        {
            IsFaulted = true;
            LogNotCommitted(failure, ordered.Count);
            return false;
        }

        IsFaulted = false;
        foreach (var (entry, index) in ordered)
        {
            if (entry.Transitions[index] is AttemptResult { StoppedGroup: true } last)
                LogStopped(last.Lease.Key.Stream, last.Lease.Key.Group, FirstFailures.Most, last.Relay, last.Outcome.Reply.Text);
        }

        foreach (var entry in round)
            entry.Done.TrySetResult(entry.Outcomes);
        return true;
    }

    /// <summary>Nobody waits for an intent in vain; a result is not given up.</summary>
    private static void RefuseIntents(List<Entry> round)
    {
        foreach (var entry in round)
            entry.RefuseIntents();
        round.RemoveAll(entry => entry.Open.Count == 0);
    }

    [LoggerMessage(
        EventId = 4002,
        Level = LogLevel.Error,
        Message = "The ledger could not commit {Count} changes; nothing is sent until it can"
    )]
    private partial void LogNotCommitted(Exception failure, int count);

    [LoggerMessage(
        EventId = 4024,
        Level = LogLevel.Error,
        Message = "{Stream} {Group} is paused: its first {Count} messages were all refused by {Relay} ({Reply})"
    )]
    private partial void LogStopped(MessageStream stream, long group, int count, string relay, string reply);

    private sealed class Entry(Transition[] transitions)
    {
        public Transition[] Transitions => transitions;

        public Applied[] Outcomes { get; } = new Applied[transitions.Length];

        /// <summary>Indexes of what is not written yet.</summary>
        public List<int> Open { get; private set; } = [.. Enumerable.Range(0, transitions.Length)];

        public TaskCompletionSource<Applied[]> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void RefuseIntents()
        {
            foreach (var index in Open.Where(index => !transitions[index].MustBeWritten))
                Outcomes[index] = Applied.NotWritten;
            Open = Open.FindAll(index => transitions[index].MustBeWritten);
            if (Open.Count == 0)
                Refuse();
        }

        public void Refuse()
        {
            Array.Fill(Outcomes, Applied.NotWritten);
            Done.TrySetResult(Outcomes);
        }
    }
}
