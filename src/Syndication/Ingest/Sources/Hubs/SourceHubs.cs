using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Syndication.Ingest.Formats;
using Syndication.Outbound;
using Syndication.Storage;

namespace Syndication.Ingest.Sources.Hubs;

/// <summary>Subscribes at the hubs that sources name (WebSub, section 5), and again before a lease ends.</summary>
internal sealed class SourceHubs(Database database, OutboundClient client, OwnAddress own, KeyRing keys, TimeProvider clock)
{
    /// <summary>Where hubs call; the token follows.</summary>
    public const string Path = "/websub/sources/";

    private static readonly TimeSpan Lease = TimeSpan.FromDays(10);
    private static readonly TimeSpan FirstPause = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(7);

    /// <summary>Asks the source's hub where it is time to. Our own address must be one that a hub can reach.</summary>
    /// <param name="held">As it was before this turn.</param>
    /// <param name="pulled">What came in it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task FollowAsync(SourceRow held, Pulled pulled, CancellationToken ct)
    {
        var named = pulled.Document?.Terms is { } terms ? Named(terms, pulled.Fetched, held) : null;
        if (!own.IsPublic || (named is null && !(held.HubDueAt <= clock.GetUtcNow())))
            return;
        // Nothing is written where nothing is to be asked.
        if (named is var (hub, topic) && held.HubDueAt > clock.GetUtcNow() && await IsKnownAsync(held, hub, topic, ct))
            return;
        if (await BeginAsync(held, named, ct) is { } row && !await AskAsync(row, ct))
            await NoteFailureAsync(row, ct);
    }

    /// <summary>What the hub signs with: made of the token, so that it need not be stored.</summary>
    public string SecretOf(string token) => Base64Url.EncodeToString(keys.Hash("source-hub", Encoding.ASCII.GetBytes(token)));

    /// <summary>When a hub that could not be asked, or did not come back, is asked again.</summary>
    public static TimeSpan PauseAfter(int failures)
    {
        var pause = FirstPause * Math.Pow(2, Math.Clamp(failures - 1, 0, 20));
        return pause < LongestPause ? pause : LongestPause;
    }

    // The header's word goes first (WebSub, section 4).
    private static (string Hub, string Topic)? Named(FeedTerms terms, Fetched fetched, SourceRow held)
    {
        var links = LinkHeader.Read(fetched.Headers.GetValueOrDefault("Link"), fetched.Address);
        var hub = links.Where(link => link.Is("hub")).Select(link => link.Target).Concat(terms.Hubs).FirstOrDefault(IsWebAddress);
        if (hub is null)
            return null;
        var selves = links.Where(link => link.Is("self")).Select(link => link.Target).Append(terms.Self).OfType<string>();
        // A page that names the feed is not what the hub has.
        return (hub, selves.FirstOrDefault(IsWebAddress) ?? (fetched.IsBehindPage ? fetched.Address.AbsoluteUri : held.Address));
    }

    private Task<bool> IsKnownAsync(SourceRow held, string hub, string topic, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) => db.Set<SourceHubRow>().AnyAsync(row => row.Source == held.Id && row.Hub == hub && row.Topic == topic, token),
            ct
        );

    // The row is there before the hub is asked: some verify before they answer. In the same commit it is counted as a failure until they do.
    private Task<SourceHubRow?> BeginAsync(SourceRow held, (string Hub, string Topic)? named, CancellationToken ct) =>
        database.WriteAsync(
            async (db, token) =>
            {
                var now = clock.GetUtcNow();
                var row = await db.Set<SourceHubRow>().SingleOrDefaultAsync(one => one.Source == held.Id, token);
                var source = await db.Set<SourceRow>().SingleAsync(one => one.Id == held.Id, token);
                var isSame = row is not null && (named is null || (row.Hub == named.Value.Hub && row.Topic == named.Value.Topic));
                if ((row is null && named is null) || source.EndedAt is not null || (isSame && source.HubDueAt > now))
                    return null;
                var (hub, topic) = named ?? (row!.Hub, row.Topic);
                // What one hub was told, the next one need not know.
                if (row is not null && !isSame)
                    row.Token = NewToken();
                row ??= db.Add(
                    new SourceHubRow
                    {
                        Source = held.Id,
                        Hub = hub,
                        Topic = topic,
                        Token = NewToken(),
                    }
                ).Entity;
                if (!isSame)
                    (row.Failures, source.HubLeaseEndsAt, row.State) = (0, null, SourceHubState.Asked);
                row.State = row.State is SourceHubState.Active ? SourceHubState.Active : SourceHubState.Asked;
                row.Failures++;
                (row.Hub, row.Topic, row.AskedAt, row.IsSigned) = (hub, topic, now, IsAsSecure(hub, topic));
                source.HubDueAt = now + PauseAfter(row.Failures);
                return (SourceHubRow?)row;
            },
            ct
        );

    private async Task<bool> AskAsync(SourceHubRow row, CancellationToken ct)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["hub.mode"] = "subscribe",
            ["hub.topic"] = row.Topic,
            ["hub.callback"] = own.Value.GetLeftPart(UriPartial.Authority) + Path + row.Token,
            ["hub.lease_seconds"] = ((long)Lease.TotalSeconds).ToString(CultureInfo.InvariantCulture),
        };
        if (row.IsSigned)
            form["hub.secret"] = SecretOf(row.Token);
        using var content = new FormUrlEncodedContent(form);
        var outcome = await client.SendAsync(
            new OutboundRequest
            {
                Method = HttpMethod.Post,
                Address = new Uri(row.Hub),
                Body = await content.ReadAsByteArrayAsync(ct),
                ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded").ToString(),
                MaxBodyBytes = 4096,
            },
            ct
        );
        return outcome is OutboundOutcome.Answered { IsSuccess: true };
    }

    private Task NoteFailureAsync(SourceHubRow asked, CancellationToken ct) =>
        database.WriteAsync(
            async (PublicationDb db, CancellationToken token) =>
            {
                if (await db.Set<SourceHubRow>().SingleOrDefaultAsync(row => row.Source == asked.Source, token) is { } row)
                    row.State = row.State is SourceHubState.Asked ? SourceHubState.Failed : row.State;
            },
            ct
        );

    private static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    // A secret that travels in clear text proves nothing where the feed itself is encrypted.
    private static bool IsAsSecure(string hub, string topic) => IsSecure(hub) || !IsSecure(topic);

    private static bool IsSecure(string address) => new Uri(address).Scheme == Uri.UriSchemeHttps;

    private static bool IsWebAddress(string address) =>
        address.Length <= 2000
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
