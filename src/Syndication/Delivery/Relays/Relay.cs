namespace Syndication.Delivery.Relays;

/// <summary>One relay as the senders see it: what it may be asked for, and what its answers taught us.</summary>
/// <param name="options">Its limits, for all nodes together.</param>
/// <param name="transport">How connections to it are opened.</param>
/// <param name="nodes">This node's part of the limits.</param>
/// <param name="most">Most connections that this node opens altogether.</param>
/// <param name="clock">Time.</param>
/// <param name="logger">Where operators are told.</param>
internal sealed partial class Relay(
    RelayOptions options,
    IRelayTransport transport,
    NodeShare nodes,
    int most,
    TimeProvider clock,
    ILogger logger
)
{
    private const int Closing = 421;
    private readonly Lock sync = new();
    private int open;
    private bool standsBack;

    /// <summary>Its name in ledger, logs and metrics.</summary>
    public string Name { get; } = options.EffectiveName;

    /// <summary>Its limits.</summary>
    public RelayOptions Options => options;

    /// <summary>How connections to it are opened.</summary>
    public IRelayTransport Transport => transport;

    /// <summary>Whether it is at fault.</summary>
    public RelayBreaker Breaker { get; } = new(clock);

    /// <summary>How fast it may be fed.</summary>
    public TokenBucket Rate { get; } = new(() => nodes.OfRate(options.MessagesPerSecond), clock);

    /// <summary>What it may take today; null: as much as there is.</summary>
    public DayAllowance? Allowance { get; init; }

    /// <summary>Whether it has taken what it may today: only urgent mail goes by it.</summary>
    public bool IsSpent => Allowance?.IsSpent == true;

    /// <summary>How many connections it bears.</summary>
    public ConnectionWindow Window { get; } = new(Math.Min(options.MaxConnections ?? most, most), clock);

    /// <summary>Most connections to it right now.</summary>
    public int Room => Math.Min(nodes.OfConnections(options.MaxConnections) ?? int.MaxValue, Math.Min(Window.Size, Breaker.Lets));

    /// <summary>Connections that are open.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>What it said when it was last at fault.</summary>
    public RelayReply? LastFault { get; private set; }

    /// <summary>Whether another relay is to be used in its place.</summary>
    public bool StandsBack
    {
        get => Volatile.Read(ref standsBack);
        set => Volatile.Write(ref standsBack, value);
    }

    /// <summary>Whether there are more connections than room: the next to finish a message ends.</summary>
    public bool IsCrowded => StandsBack || (Room is var room && (room == 0 || Open > room));

    /// <summary>A connection was opened.</summary>
    public void Opened() => Interlocked.Increment(ref open);

    /// <summary>A connection was closed.</summary>
    public void Closed() => Interlocked.Decrement(ref open);

    /// <summary>Lets one connection of a crowd go, and no more than are too many.</summary>
    /// <returns>Whether the asking one is to close; it is counted as closed then.</returns>
    public bool TryLeave()
    {
        lock (sync)
        {
            if (!IsCrowded)
                return false;
            Closed();
            return true;
        }
    }

    /// <summary>A connection could not be opened.</summary>
    public void NoteRefused(RelayReply reply) => Refused(reply, others: Open);

    /// <summary>Learns from what came of a message.</summary>
    public void Note(SendOutcome outcome)
    {
        if (outcome is SendOutcome.Accepted)
            Window.Grow();
        else if (outcome is not SendOutcome.RelayFault && Pushback.IsByRelay(outcome))
            Shrink(outcome.Reply);
        switch (outcome)
        {
            case SendOutcome.RelayFault:
                Refused(outcome.Reply, others: Open - 1);
                break;
            case SendOutcome.Lost or SendOutcome.InDoubt:
                if (Breaker.Lost() is { } fault)
                    Alarm(outcome.Reply, fault.Pause, fault.IsNews);
                break;
            default:
                if (Breaker.Works())
                    LogWorks(Name);
                break;
        }
    }

    // With others at work, 421 means that there are too many of them, not that the relay is down.
    private void Refused(RelayReply reply, int others)
    {
        if (reply.Code is >= 400 and < 500)
            Shrink(reply);
        if (reply.Code == Closing && others > 0)
            return;
        var (pause, isNews) = Breaker.Fault();
        Alarm(reply, pause, isNews);
    }

    private void Shrink(RelayReply reply)
    {
        if (Window.Shrink())
            LogShrunk(Name, reply.Code, reply.Text, Window.Size);
    }

    /// <summary>One alarm for each time that it goes down, however long it stays down.</summary>
    private void Alarm(RelayReply reply, TimeSpan pause, bool isNews)
    {
        LastFault = reply;
        LogFault(isNews ? LogLevel.Error : LogLevel.Warning, Name, reply.Code, reply.Text, pause);
    }

    [LoggerMessage(EventId = 4004, Message = "Relay {Relay} is at fault ({Code} {Text}); left alone for {Pause}")]
    private partial void LogFault(LogLevel level, string relay, int? code, string text, TimeSpan pause);

    [LoggerMessage(EventId = 4022, Level = LogLevel.Information, Message = "Relay {Relay} works again")]
    private partial void LogWorks(string relay);

    [LoggerMessage(
        EventId = 4023,
        Level = LogLevel.Warning,
        Message = "Relay {Relay} asks for less ({Code} {Text}); at most {Connections} connections are kept to it"
    )]
    private partial void LogShrunk(string relay, int? code, string text, int connections);
}
