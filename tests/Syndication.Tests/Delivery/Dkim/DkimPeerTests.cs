using System.Text;
using Syndication.Delivery;
using Syndication.Delivery.Dkim;
using Syndication.Operations;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Dkim;

/// <summary>Signatures as dkimpy, which others wrote, judges them: <c>valid</c> for each in its order, then what the first covers.</summary>
public sealed class DkimPeerTests : DeliveryTest, IDisposable
{
    private const string Python = "/usr/bin/python3";
    private static readonly string Script = Path.Combine(ProjectRoot.Find(), "tests", "Syndication.Tests", "Peers", "verify_dkim.py");
    private static readonly string Shared = Path.GetFullPath(Path.Combine(ProjectRoot.Find(), "..", "shared", "peers", "verify_dkim.py"));
    private readonly SigningKeys keys = new();
    private readonly string folder = Directory.CreateTempSubdirectory("syndication-dkim-").FullName;

    private static OutgoingMail Mail => FakeContent.Mail(MailBench.Key);

    [PeerFact(Python + " -c 'import dkim, nacl'")]
    public void Dkimpy_takes_both_signatures_of_a_digest_and_of_a_transactional_mail()
    {
        var builder = Host.Builder(keys.Both());

        Assert.Equal("valid valid", Judge(builder.Build(1, MailBench.Key, Mail.AsDigest().Saying("Grüße\n", "<p>Grüße</p>")).Bytes()));
        Assert.Equal("valid valid", Judge(builder.Build(1, MailBench.Key, Mail.Saying("Подтвердите подписку.\n")).Bytes()));
    }

    [PeerFact(Python + " -c 'import dkim, nacl'")]
    public void Dkimpy_refuses_what_was_changed_on_the_way()
    {
        var mail = Host.Builder(keys.Both()).Build(1, MailBench.Key, Mail.AsDigest()).Bytes();
        var wire = Encoding.Latin1.GetString(mail);

        foreach (
            var (sent, received) in new[]
            {
                ("Good morning.", "Good evening."),
                ("Subject: Digest", "Subject: Digset"),
                ("One-Click", "Two-Click"),
                ("\r\nMIME-Version: ", "\r\nSubject: Another one\r\nMIME-Version: "),
            }
        )
            Assert.Equal("invalid invalid", Judge(Encoding.Latin1.GetBytes(wire.Replace(sent, received, StringComparison.Ordinal))));
    }

    [PeerFact(Python + " -c 'import dkim, nacl'")]
    public void Dkimpy_takes_hostile_content()
    {
        var builder = Host.Builder(keys.Both());
        string[] texts =
        [
            "",
            "\n\n\n",
            "text \t \n\n\n",
            " \t \n.\n..\n.hidden\nFrom here\n",
            new string('x', 5000) + new string(' ', 200) + "\n" + new string('ä', 3000),
            "lone\rreturn \0 \u007f \u2028",
        ];

        foreach (var text in texts)
        {
            var mail = Mail with { Subject = "tab\there,  two  blanks and " + new string('s', 300) };
            Assert.Equal("valid valid", Judge(builder.Build(1, MailBench.Key, mail.Saying(text)).Bytes()));
            Assert.Equal("valid valid", Judge(builder.Build(1, MailBench.Key, mail.AsDigest().Saying(text, text)).Bytes()));
        }
    }

    [PeerFact(Python + " -c 'import dkim' && test -f {root}/../shared/peers/verify_dkim.py")]
    public void The_independent_check_finds_every_field_that_must_be_covered()
    {
        var mail = Path.Combine(folder, "mail.eml");
        var key = Path.Combine(folder, "key.b64");
        File.WriteAllBytes(mail, Host.Builder(keys.RsaAlone()).Build(1, MailBench.Key, Mail.AsDigest()).Bytes());
        File.WriteAllText(key, keys.Record("r1").Split("p=")[1]);

        var (code, said) = Shell.Run($"{Python} '{Shared}' '{mail}' '{key}'");

        Assert.True(code == 0, said);
        var covered = said.Split('\n')[0]["covers ".Length..].Split(':');
        Assert.Empty(
            ((string[])["from", "to", "subject", "date", "message-id", "mime-version", "content-type", "list-id"])
                .Concat(["list-unsubscribe", "list-unsubscribe-post"])
                .Except(covered)
        );
    }

    [PeerFact("openssl version")]
    public void Keys_and_what_is_published_of_them_are_as_openssl_makes_them()
    {
        const string Published = "openssl pkey -in {0} -pubout -outform DER | {1} openssl base64 -A";
        foreach (
            var (make, kind, cut) in new[]
            {
                ("openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048", "rsa", ""),
                ("openssl genrsa -traditional 2048 2>/dev/null", "rsa", ""),
                ("openssl genpkey -algorithm ED25519", "ed25519", "tail -c 32 |"),
            }
        )
        {
            var file = keys.Write("made.pem", Shell.Run(make).Output);

            Assert.True(KeyFile.TryRead(file, out var key, out var fault), fault);
            Assert.Equal($"k={kind}; p={Shell.Run(string.Format(Published, file, cut)).Output}", key!.PublicRecord);
        }
    }

    public void Dispose()
    {
        keys.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private string Judge(byte[] mail)
    {
        var file = Path.Combine(folder, "mail.eml");
        File.WriteAllBytes(file, mail);
        return Shell.Run($"{Python} '{Script}' '{file}' 'r1={keys.Record("r1")}' 'e1={keys.Record("e1")}'").Output.Trim();
    }
}
