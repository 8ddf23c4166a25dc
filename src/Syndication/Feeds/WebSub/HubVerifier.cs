using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Syndication.Outbound;
using Syndication.Storage;

namespace Syndication.Feeds.WebSub;

/// <summary>Asks callbacks whether they meant what was asked in their name (WebSub, section 5.3), and tells those whose topic is not ours.</summary>
internal sealed partial class HubVerifier(
    HubVerificationStore verifications,
    OutboundClient client,
    HubMetrics metrics,
    IOptions<HubOptions> options,
    StoreChanges changes,
    ILogger<HubVerifier> logger
)
{
    private readonly HubLoop<HubVerification> loop = new(options.Value, changes);

    /// <summary>Sends what is due; safe to run twice at once and again.</summary>
    /// <returns>When something falls due next.</returns>
    public async Task<DateTimeOffset?> RunAsync(CancellationToken ct)
    {
        await loop.RunAsync(verifications.ClaimAsync, one => one.Host, VerifyAsync, ct);
        await verifications.ForgetAsync(ct);
        return await verifications.NextDueAsync(ct);
    }

    private async Task VerifyAsync(HubVerification held)
    {
        try
        {
            var confirmed = await AskAsync(held);
            // The callback has answered: what it said is written down even while the host stops.
            var changed = await verifications.CloseAsync(held, confirmed, CancellationToken.None);
            metrics.CountVerification(held.Mode, changed);
            LogVerified(held.Mode, held.Host, changed);
        }
        catch (Exception fault)
        {
            // The row comes back when its hold ends.
            LogFault(fault);
        }
    }

    private async Task<bool> AskAsync(HubVerification held)
    {
        var challenge = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var question = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["hub.mode"] = held.Mode.ToString().ToLowerInvariant(),
            ["hub.topic"] = held.Topic,
        };
        if (held.Mode == HubMode.Denied)
            question["hub.reason"] = "This hub serves no feed at this address.";
        else
            question["hub.challenge"] = challenge;
        if (held.Mode == HubMode.Subscribe)
            question["hub.lease_seconds"] = ((long)held.Lease.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        var outcome = await client.SendAsync(
            new OutboundRequest
            {
                Method = HttpMethod.Get,
                Address = new Uri(QueryHelpers.AddQueryString(held.Callback, question)),
                MaxBodyBytes = 1024,
            },
            CancellationToken.None
        );
        return held.Mode != HubMode.Denied
            && outcome is OutboundOutcome.Answered { IsSuccess: true, IsWhole: true } answer
            && answer.Body.Span.SequenceEqual(Encoding.ASCII.GetBytes(challenge));
    }

    [LoggerMessage(EventId = 3101, Level = LogLevel.Information, Message = "Hub: {Mode} asked of {Host}, taken effect: {Changed}")]
    private partial void LogVerified(HubMode mode, string host, bool changed);

    [LoggerMessage(EventId = 3102, Level = LogLevel.Error, Message = "Hub: a verification broke off; it is taken up again in a minute")]
    private partial void LogFault(Exception fault);
}
