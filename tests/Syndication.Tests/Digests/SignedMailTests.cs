using Syndication.Operations;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>The signatures of every golden mail as dkimpy, which others wrote, judges them.</summary>
public sealed class SignedMailTests
{
    [PeerFact("/usr/bin/python3 -c 'import dkim, nacl'")]
    public void Dkimpy_takes_both_signatures_of_every_golden_mail()
    {
        using var host = new SyndicationHost();
        using var keys = new SigningKeys();
        var builder = host.Builder(keys.Both());
        var script = Path.Combine(ProjectRoot.Find(), "tests", "Syndication.Tests", "Peers", "verify_dkim.py");
        foreach (var (name, mail) in GoldenMails.AllSent(host))
        {
            var file = keys.Write("mail.eml", "");
            File.WriteAllBytes(file, builder.Build(1, MailBench.Key, mail).Bytes());

            var said = Shell.Run($"/usr/bin/python3 '{script}' '{file}' 'r1={keys.Record("r1")}' 'e1={keys.Record("e1")}'").Output;

            Assert.Equal((name, "valid valid"), (name, said.Trim()));
        }
    }
}
