using Microsoft.Extensions.Options;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Delivery.Relays;

/// <summary>The relays, and which of them the next connection goes to.</summary>
internal sealed class RelayPool
{
    private readonly int total;
    private readonly TimeProvider clock;

    public RelayPool(
        IOptions<DeliveryOptions> options,
        IOptions<PublicationOptions> publication,
        DataDirectory directory,
        NodeShare nodes,
        WarmUpStore warmUps,
        SmtpPatience waits,
        TimeProvider clock,
        ILogger<RelayPool> logger
    )
    {
        this.clock = clock;
        total = options.Value.Connections;
        var outbox = Path.Combine(directory.Path, "outbox");
        var us = new Uri(publication.Value.BaseAddress).IdnHost;
        var configured = options.Value.Relays.Count > 0 ? options.Value.Relays : [new RelayOptions { Kind = RelayKind.Pickup }];
        Relays = configured.ConvertAll(relay => new Relay(
            relay,
            relay.Kind == RelayKind.Pickup ? new PickupTransport(outbox) : new SmtpTransport(relay, us, waits),
            nodes,
            total,
            clock,
            logger
        )
        {
            Allowance = relay.WarmUp is { } first ? new DayAllowance(relay.EffectiveName, first, warmUps, clock) : null,
        });
    }

    /// <summary>All relays.</summary>
    public IReadOnlyList<Relay> Relays { get; }

    /// <summary>Most connections that could be open right now, over the relays that are in use; 0: every relay is at fault.</summary>
    public int Limit => (int)Math.Min(total, InUse(Relays).Sum(relay => (long)relay.Room));

    /// <summary>With no room at any relay, when there may be some: one that is at fault is tried again, or other nodes give way.</summary>
    public DateTimeOffset NextTrialAt
    {
        get
        {
            var now = clock.GetUtcNow();
            return Relays.Select(relay => relay.Breaker.ReopensAt).Where(at => at > now).Min() ?? now + NodeShare.Grace;
        }
    }

    /// <summary>Whether every relay that is in use has taken what it may today.</summary>
    public bool AreSpent => InUse(Relays) is { Count: > 0 } used && used.TrueForAll(relay => relay.IsSpent);

    /// <summary>Gives the other nodes what this one may take today and does not need now.</summary>
    public async Task ReturnAllowancesAsync()
    {
        foreach (var allowance in Relays.Select(relay => relay.Allowance).OfType<DayAllowance>())
            await allowance.ReturnAsync(CancellationToken.None);
    }

    /// <summary>The relay for one more connection, by priority, then by weight; null: there is no room.</summary>
    /// <param name="open">How many connections each relay has now.</param>
    public Relay? Choose(Func<Relay, int> open) => Choose(Relays, open);

    /// <inheritdoc cref="Choose(Func{Relay, int})"/>
    internal static Relay? Choose(IReadOnlyList<Relay> relays, Func<Relay, int> open)
    {
        // One that has taken what it may today is for urgent mail, and only where all have.
        var used = InUse(relays);
        return used.Where(relay => !relay.IsSpent || used.TrueForAll(one => one.IsSpent))
            .Where(relay => open(relay) < relay.Room)
            .MinBy(relay => (open(relay) + 1.0) / relay.Options.Weight);
    }

    /// <summary>
    /// Relays that are to be tried again beside those in use, each by one connection on top of all others: that is how one that was at fault comes
    /// back while another is busy.
    /// </summary>
    /// <param name="open">How many connections each relay has now.</param>
    public IReadOnlyList<Relay> ToTry(Func<Relay, int> open)
    {
        var used = InUse(Relays);
        return
        [
            .. Relays.Where(relay =>
                relay.Breaker.Lets == 1 && !relay.IsSpent && !used.Contains(relay) && open(relay) == 0 && IsPreferred(relay, used)
            ),
        ];
    }

    /// <summary>Has connections leave relays for whose part another of a better priority stands again.</summary>
    public void StandBack()
    {
        var used = InUse(Relays);
        foreach (var relay in Relays)
            relay.StandsBack = used.Count > 0 && used[0].Options.Priority < relay.Options.Priority;
    }

    private static bool IsPreferred(Relay relay, List<Relay> used) => used.Count == 0 || relay.Options.Priority <= used[0].Options.Priority;

    /// <summary>
    /// The first priority at which a relay works: others are for when all of those are at fault. Where none works, the first at which one may be tried.
    /// </summary>
    private static List<Relay> InUse(IReadOnlyList<Relay> relays) =>
        First(relays, lets: 2) is { Count: > 0 } working ? working : First(relays, lets: 1);

    private static List<Relay> First(IReadOnlyList<Relay> relays, int lets) =>
        relays.Where(relay => relay.Breaker.Lets >= lets).GroupBy(relay => relay.Options.Priority).MinBy(group => group.Key)?.ToList()
        ?? [];
}
