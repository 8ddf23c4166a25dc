using Microsoft.Extensions.Options;
using Syndication.Delivery.Dkim;
using Syndication.Delivery.Gate.Checks;
using Syndication.Delivery.Mails;
using Syndication.Publication;

namespace Syndication.Delivery.Gate;

/// <summary>Makes every check that does not depend on one issue. Asks the DNS and our own web address; the send path never comes here.</summary>
internal sealed class GateInspector(
    IDnsAnswers dns,
    OneClickProbe probe,
    MailBuilder builder,
    DkimSigners signers,
    IOptions<PublicationOptions> publication,
    IOptions<DeliveryOptions> delivery,
    TimeProvider clock
)
{
    /// <summary>Makes them all, at once.</summary>
    public async Task<GateReport> InspectAsync(CancellationToken ct)
    {
        var identity = SendingIdentity.Of(publication, delivery, signers);
        var oneClick = probe.FindAsync(identity.IsSeen, ct);
        var world = identity.IsSeen ? await AskWorldAsync(identity, ct) : Unseen(identity);
        return new GateReport(clock.GetUtcNow(), [.. Local(identity), .. world, await oneClick, MailCheck.Headers(Specimen())]);
    }

    /// <summary>What can be said without asking anybody.</summary>
    public IReadOnlyList<GateFinding> Local() => [.. Local(SendingIdentity.Of(publication, delivery, signers))];

    private IEnumerable<GateFinding> Local(SendingIdentity identity) =>
        [
            .. identity.GoesOut
                ? Alignment.Find(identity)
                : [new GateFinding("alignment", GateStatus.Skipped, "mail is written into files: whoever sends them signs for them")],
            MailCheck.Setting(publication.Value.PostalAddress),
        ];

    private static IEnumerable<GateFinding> Unseen(SendingIdentity identity)
    {
        var why = identity.GoesOut ? "every relay is this machine" : "mail is written into files";
        return ((string[])["spf", "dkim", "dmarc", "mx", "ptr"]).Select(check => new GateFinding(check, GateStatus.Skipped, why));
    }

    private async Task<IReadOnlyList<GateFinding>> AskWorldAsync(SendingIdentity identity, CancellationToken ct)
    {
        var relays = await Task.WhenAll(identity.Hosts.Select(host => RelayHost.FindAsync(dns, host, ct)));
        string[] domains = [.. ((string[])[identity.From, identity.Envelope]).Distinct(StringComparer.Ordinal)];
        List<Task<GateFinding>> single =
        [
            SpfCheck.FindAsync(dns, identity.Envelope, relays, ct),
            .. identity.Keys.Select(key => DkimCheck.FindAsync(dns, key.Name, key.Record, ct)),
            DmarcCheck.FindAsync(dns, identity, ct),
            .. domains.Select(domain => MxCheck.FindAsync(dns, domain, ct)),
        ];
        var pointers = await Task.WhenAll(relays.Select(relay => PointerCheck.FindAsync(dns, relay, ct)));
        return [.. await Task.WhenAll(single), .. pointers.SelectMany(findings => findings)];
    }

    /// <summary>A mail with the headers of every digest.</summary>
    private PreparedMail Specimen() =>
        builder.Build(
            0,
            new MessageKey(MessageStream.Digest, 0, 0),
            new OutgoingMail
            {
                To = "specimen@example.org",
                Subject = "Specimen",
                Body = new MailBody { Text = "Specimen", Language = "en" },
                Date = clock.GetUtcNow(),
                List = new ListHeaders("Specimen <specimen.example.org>", "https://example.org/unsubscribe/specimen"),
            }
        );
}
