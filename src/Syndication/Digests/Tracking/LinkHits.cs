using System.Security.Cryptography;
using System.Text;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Digests.Tracking;

/// <summary>
/// Hits on counted links, held in memory until it is plain whether a person made them, then added to the links' numbers. A client is known for that
/// time alone, by a hash of its network and its agent under a key that is drawn anew each day and kept nowhere; no address is stored, and no agent.
/// </summary>
/// <remarks>
/// A client is a scanner that asks with HEAD, follows the hidden link, follows <see cref="Burst"/> different links of an issue within
/// <see cref="BurstTime"/>, or says that it is one; and it is for <see cref="Settle"/> before and after. What a killed process holds is not counted.
/// </remarks>
internal sealed class LinkHits(Database database, DigestMetrics metrics, TimeProvider clock) : IDisposable
{
    /// <summary>So long hits are held, and so far what a client does tells of its others.</summary>
    public static readonly TimeSpan Settle = TimeSpan.FromMinutes(10);

    /// <summary>Nobody follows so many links so fast.</summary>
    public const int Burst = 4;

    /// <summary>How fast.</summary>
    public static readonly TimeSpan BurstTime = TimeSpan.FromSeconds(2);

    /// <summary>Most hits that are held of one client; who makes more is a scanner.</summary>
    public const int MostOfClient = 200;

    /// <summary>Most hits that are held; beyond, the oldest are counted by what is known of them.</summary>
    public const int MostHeld = 100_000;

    // A few milliseconds each: the ledger's commits go in between.
    private const int WriteChunk = 100;

    private readonly Lock sync = new();

    // Whoever asks for the numbers finds those that are just being written.
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Queue<Hit> held = new();
    private readonly Dictionary<ulong, Client> clients = [];
    private Dictionary<(string Token, TrackedLinkKind Kind, HitSource Source), long> settled = [];
    private byte[] key = RandomNumberGenerator.GetBytes(32);
    private DateOnly keyDay;

    /// <summary>Notes that a link was followed.</summary>
    /// <param name="link">Which.</param>
    /// <param name="network">From where.</param>
    /// <param name="agent">By what, in its own words.</param>
    /// <param name="isHead">Whether only its headers were asked for: that is no visit, and what people use does not do it.</param>
    public void Note(TrackedLink link, Network network, string agent, bool isHead)
    {
        var now = clock.GetUtcNow();
        var source = AgentTable.Known.Of(agent);
        lock (sync)
        {
            SettleUntil(now - Settle);
            // One proxy fetches for a provider's millions, by one name: what it does tells nothing of them.
            if (source is HitSource.Proxy && link.Kind is TrackedLinkKind.Picture)
            {
                if (!isHead)
                    Count(link, source);
                return;
            }

            var client = ClientOf(network, agent, now);
            if (!isHead && link.Kind is not TrackedLinkKind.Trap)
                Hold(new Hit(link, source, client, now));

            if (isHead || link.Kind is TrackedLinkKind.Trap || source is HitSource.Scanner || IsMachine(client, link.Issue, now))
                client.ScansAt = now;
            if (client.ScansAt is { } at && now - at <= Settle)
                client.Held.ForEach(hit => hit.IsScanned = true);
        }
    }

    /// <summary>Adds to the store what is settled by now.</summary>
    public Task FlushAsync(CancellationToken ct) => FlushAsync(clock.GetUtcNow() - Settle, ct);

    /// <summary>Adds everything to the store, settled or not.</summary>
    public Task FlushAllAsync(CancellationToken ct) => FlushAsync(DateTimeOffset.MaxValue, ct);

    /// <inheritdoc/>
    public void Dispose() => writing.Dispose();

    private async Task FlushAsync(DateTimeOffset until, CancellationToken ct)
    {
        await writing.WaitAsync(ct);
        try
        {
            await WriteAsync(until, ct);
        }
        finally
        {
            writing.Release();
        }
    }

    // What is not written is held for the next time.
    private async Task WriteAsync(DateTimeOffset until, CancellationToken ct)
    {
        Dictionary<(string Token, TrackedLinkKind Kind, HitSource Source), long> taken;
        lock (sync)
        {
            SettleUntil(until);
            Forget(until);
            (taken, settled) = (settled, []);
        }

        try
        {
            foreach (
                var chunk in taken
                    .GroupBy(pair => pair.Key.Token)
                    .OrderBy(link => link.Key, StringComparer.Ordinal)
                    .Chunk(WriteChunk)
                    .ToList()
            )
            {
                await database.WriteAsync((db, token) => CountAsync(db, chunk, token), ct);
                foreach (var ((name, kind, source), count) in chunk.SelectMany(link => link))
                {
                    taken.Remove((name, kind, source));
                    metrics.Followed(kind, source, count);
                }
            }
        }
        finally
        {
            PutBack(taken);
        }
    }

    private static async Task CountAsync(
        PublicationDb db,
        IEnumerable<IGrouping<string, KeyValuePair<(string Token, TrackedLinkKind Kind, HitSource Source), long>>> links,
        CancellationToken ct
    )
    {
        foreach (var link in links)
        {
            long Of(HitSource source) => link.Where(pair => pair.Key.Source == source).Sum(pair => pair.Value);
            await TrackedLinks.CountAsync(db, link.Key, Of(HitSource.Person), Of(HitSource.Scanner), Of(HitSource.Proxy), ct);
        }
    }

    private void PutBack(Dictionary<(string Token, TrackedLinkKind Kind, HitSource Source), long> taken)
    {
        lock (sync)
        {
            foreach (var (of, count) in taken)
                settled[of] = settled.GetValueOrDefault(of) + count;
        }
    }

    private void SettleUntil(DateTimeOffset until)
    {
        while (held.TryPeek(out var oldest) && oldest.At <= until)
            SettleOne();
    }

    private void SettleOne()
    {
        var hit = held.Dequeue();
        hit.Client.Held.Remove(hit);
        Count(hit.Link, hit.IsScanned ? HitSource.Scanner : hit.Source);
        if (hit.Client is { Held.Count: 0, ScansAt: null })
            clients.Remove(hit.Client.Name);
    }

    // Who only asked for headers or followed the hidden link has nothing held that would take it along.
    private void Forget(DateTimeOffset until)
    {
        foreach (var (name, client) in clients)
        {
            if (client.Held.Count == 0 && !(client.ScansAt > until))
                clients.Remove(name);
        }
    }

    private Client ClientOf(Network network, string agent, DateTimeOffset now)
    {
        // A proxy that does not say whom it speaks for: its clients are not one.
        if (network.Prefix.Length == 0)
            return new Client(0);
        var day = DateOnly.FromDateTime(now.UtcDateTime);
        if (day != keyDay)
            (key, keyDay) = (RandomNumberGenerator.GetBytes(32), day);
        var name = BitConverter.ToUInt64(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{network.Prefix}\n{agent}")));
        if (clients.TryGetValue(name, out var known))
            return known;
        var client = new Client(name);
        return clients.Count < MostHeld ? clients[name] = client : client;
    }

    private void Hold(Hit hit)
    {
        if (hit.Client.Held.Count >= MostOfClient)
        {
            Count(hit.Link, HitSource.Scanner);
            return;
        }

        held.Enqueue(hit);
        hit.Client.Held.Add(hit);
        if (held.Count > MostHeld)
            SettleOne();
    }

    private void Count(TrackedLink link, HitSource source)
    {
        var of = (link.Token, link.Kind, source);
        settled[of] = settled.GetValueOrDefault(of) + 1;
    }

    private static bool IsMachine(Client client, long issue, DateTimeOffset now) =>
        client.Held.Count >= MostOfClient
        || client
            .Held.Where(hit => hit.Link.Issue == issue && hit.Link.Kind is TrackedLinkKind.Link && now - hit.At <= BurstTime)
            .Select(hit => hit.Link.Token)
            .Distinct(StringComparer.Ordinal)
            .Count() >= Burst;

    private sealed class Client(ulong name)
    {
        public ulong Name => name;

        public List<Hit> Held { get; } = [];

        public DateTimeOffset? ScansAt { get; set; }
    }

    private sealed class Hit(TrackedLink link, HitSource source, Client client, DateTimeOffset at)
    {
        public TrackedLink Link => link;
        public HitSource Source => source;
        public Client Client => client;
        public DateTimeOffset At => at;
        public bool IsScanned { get; set; } = source is HitSource.Scanner;
    }
}
