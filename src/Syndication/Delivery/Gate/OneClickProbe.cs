using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Syndication.Outbound;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Delivery.Gate;

/// <summary>
/// Asks our own one-click address (RFC 8058) the way that mailbox providers do, by a token that belongs to nobody: it opens nothing, whoever
/// gets hold of it.
/// </summary>
internal sealed class OneClickProbe(KeyRing keys, OutboundClient http, WebAddresses addresses, OwnAddress own)
{
    /// <summary>By this an answer is told from that of a page which a proxy or a parked domain puts in our place.</summary>
    public const string AnswerHeader = "Syndication-Probe";

    private const string Check = "one-click";
    private const string Purpose = "one-click-probe";

    /// <summary>A token for <see cref="IsProbe"/>.</summary>
    public string MakeToken() => keys.Seal(Purpose, RandomNumberGenerator.GetBytes(8));

    /// <summary>Whether a token is one of these, and no reader's.</summary>
    public bool IsProbe(string token) => keys.Open(Purpose, token) is not null;

    /// <summary>Asks, where the address is one that mailbox providers ask at all.</summary>
    /// <param name="isSeen">See <see cref="SendingIdentity.IsSeen"/>: where no provider gets the mail, any address will do.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<GateFinding> FindAsync(bool isSeen, CancellationToken ct)
    {
        var place = addresses.Unsubscribe("…");
        if (isSeen && Unfit(place) is { } unfit)
            return unfit;
        var outcome = await http.SendAsync(
            new OutboundRequest
            {
                Method = HttpMethod.Post,
                Address = new Uri(addresses.Unsubscribe(MakeToken())),
                Body = Encoding.ASCII.GetBytes("List-Unsubscribe=One-Click"),
                ContentType = "application/x-www-form-urlencoded",
            },
            ct
        );
        return outcome switch
        {
            OutboundOutcome.Answered { IsSuccess: true } answer when answer.Headers.ContainsKey(AnswerHeader) => new GateFinding(
                Check,
                GateStatus.Ok,
                $"POST {place} is answered without a redirect"
            ),
            OutboundOutcome.Answered { IsSuccess: true } => new GateFinding(
                Check,
                GateStatus.Fault,
                $"POST {place} is answered by something else than this service",
                "set Publication:BaseAddress to the address that leads here"
            ),
            OutboundOutcome.Answered answer => new GateFinding(
                Check,
                GateStatus.Fault,
                string.Create(CultureInfo.InvariantCulture, $"POST {place} is answered {(int)answer.Status}{To(answer)}, and not 200"),
                "let POST through to this service as it is, without redirects, and set Publication:BaseAddress to where it arrives"
            ),
            // It may well be reachable for the world, though not from here.
            _ => new GateFinding(Check, GateStatus.Unknown, $"nobody answers at {place}: it is served elsewhere, or not now"),
        };
    }

    // Asked from here, such an address answers: this machine is where it leads to.
    private GateFinding? Unfit(string place)
    {
        var says =
            !own.IsPublic ? $"{place} is out of mailbox providers' reach: {own.Value.IdnHost} is known to this machine or its network alone"
            : own.Value.Scheme != Uri.UriSchemeHttps ? $"{place} is not https, which RFC 8058 asks for"
            : null;
        return says is null
            ? null
            : new GateFinding(
                Check,
                GateStatus.Fault,
                says,
                "set Publication:BaseAddress to the https address that the world has for this service"
            );
    }

    private static string To(OutboundOutcome.Answered answer) =>
        answer.Headers.TryGetValue("Location", out var location) && Uri.TryCreate(answer.Address, location, out var there)
            ? $" (to {there.GetLeftPart(UriPartial.Authority)})"
            : "";
}
