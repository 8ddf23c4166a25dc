using System.Net;
using DnsClient;

namespace Syndication.Delivery.Gate;

/// <summary>Asks the name servers that this machine is set up with, and no others.</summary>
/// <param name="servers">Asked in their place; null: none are.</param>
internal sealed class LiveDns(IReadOnlyCollection<NameServer>? servers = null) : IDnsAnswers
{
    private const string NoServer = "this machine has no name server set up";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    // Made when it is first asked: most hosts never ask.
    private readonly Lazy<LookupClient?> client = new(() => Create(servers));

    /// <inheritdoc/>
    public async Task<DnsAnswer> AskAsync(DnsKind kind, string name, CancellationToken ct)
    {
        try
        {
            return client.Value is { } lookup ? await AskAsync(lookup, kind, name, ct) : new DnsAnswer.Silent(NoServer);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault) when (fault is DnsResponseException or OperationCanceledException or TimeoutException)
        {
            return new DnsAnswer.Silent("no answer in time");
        }
        catch (Exception fault)
            when (fault is ArgumentException or InvalidOperationException or IOException or System.Net.Sockets.SocketException)
        {
            return new DnsAnswer.Silent("the question could not be asked");
        }
    }

    // By itself the library would ask a public service where a machine has no name server, keep answers for as long as they allow, and try
    // each server for half a minute.
    private static LookupClient? Create(IReadOnlyCollection<NameServer>? servers)
    {
        var asked = servers ?? NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false);
        return asked.Count == 0
            ? null
            : new LookupClient(
                new LookupClientOptions(asked.ToArray())
                {
                    UseCache = false,
                    Timeout = Patience,
                    Retries = 1,
                    ThrowDnsErrors = false,
                }
            );
    }

    private static async Task<DnsAnswer> AskAsync(LookupClient lookup, DnsKind kind, string name, CancellationToken ct)
    {
        switch (kind)
        {
            case DnsKind.Text:
                var texts = await lookup.QueryAsync(name, QueryType.TXT, cancellationToken: ct);
                return Answer(texts, texts.Answers.TxtRecords().Select(record => string.Concat(record.Text)));
            case DnsKind.MailExchange:
                var hosts = await lookup.QueryAsync(name, QueryType.MX, cancellationToken: ct);
                return Answer(
                    hosts,
                    hosts.Answers.MxRecords().OrderBy(record => record.Preference).Select(record => Bare(record.Exchange))
                );
            case DnsKind.Pointer:
                var names = await lookup.QueryReverseAsync(IPAddress.Parse(name), ct);
                return Answer(names, names.Answers.PtrRecords().Select(record => Bare(record.PtrDomainName)));
            default:
                var four = await lookup.QueryAsync(name, QueryType.A, cancellationToken: ct);
                var six = await lookup.QueryAsync(name, QueryType.AAAA, cancellationToken: ct);
                var first = Answer(four, four.Answers.ARecords().Select(record => record.Address.ToString()));
                var second = Answer(six, six.Answers.AaaaRecords().Select(record => record.Address.ToString()));
                return Joined(first, second);
        }
    }

    private static DnsAnswer Joined(DnsAnswer first, DnsAnswer second) =>
        (first, second) switch
        {
            (DnsAnswer.Found one, DnsAnswer.Found other) => new DnsAnswer.Found([.. one.Records, .. other.Records]),
            (DnsAnswer.Found, _) => first,
            (_, DnsAnswer.Found) => second,
            (DnsAnswer.Silent, _) => first,
            _ => second,
        };

    private static DnsAnswer Answer(IDnsQueryResponse response, IEnumerable<string> records)
    {
        if (response.Header.ResponseCode is not (DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain))
            return new DnsAnswer.Silent($"the name server says {response.Header.ResponseCode}");
        var found = records.ToList();
        return found.Count > 0 ? new DnsAnswer.Found(found) : new DnsAnswer.Absent();
    }

    private static string Bare(DnsString name) => name.Value.TrimEnd('.');
}
