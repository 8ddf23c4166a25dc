using System.Text;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using Syndication.Delivery;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Dkim;

/// <summary>Signatures as MimeKit's verifier judges them.</summary>
public sealed partial class DkimSigningTests : DeliveryTest, IDisposable
{
    private readonly SigningKeys keys = new();

    private static OutgoingMail Mail => FakeContent.Mail(MailBench.Key);

    [Fact]
    public void A_digest_is_signed_with_both_kinds_of_keys_RSA_and_Ed25519()
    {
        var mail = Host.Builder(keys.Both()).Build(1, MailBench.Key, Mail.AsDigest().Saying("Grüße\n", "<p>Grüße</p>", "de"));

        Assert.Equal([true, true], keys.Verify(mail.Bytes()));
    }

    [Fact]
    public void A_signature_covers_what_providers_ask_for_and_seals_what_readers_see()
    {
        var header = Unfold(Host.Builder(keys.RsaAlone()).Build(1, MailBench.Key, Mail.AsDigest()).Wire());

        var covered = Covered.Match(header).Groups["names"].Value.Replace(" ", "", StringComparison.Ordinal).Split(':');
        string[] asked = ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "List-Id", "Feedback-ID"];
        Assert.Empty(asked.Except(covered));
        string[] twice = ["From", "To", "Subject", "Date", "Message-ID", "Content-Type", "List-Unsubscribe", "List-Unsubscribe-Post"];
        Assert.All(twice, name => Assert.Equal(2, covered.Count(one => one == name)));
        Assert.Contains("; c=relaxed/relaxed; d=news.test; s=r1; t=1772431200; ", header, StringComparison.Ordinal);
        Assert.DoesNotContain(" l=", header, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transactional_mail_is_signed_without_list_headers()
    {
        var mail = Host.Builder(keys.RsaAlone()).Build(1, MailBench.Key, Mail.Saying("Подтвердите подписку.\n"));

        Assert.Equal([true], keys.Verify(mail.Bytes()));
        Assert.DoesNotContain("List-", mail.Wire(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Good morning.", "Good evening.")]
    [InlineData("Subject: Digest", "Subject: Digset")]
    [InlineData("List-Unsubscribe-Post: List", "List-Unsubscribe-Post: Lost")]
    [InlineData("From: The Test", "From: The Best")]
    [InlineData("To: reader7", "To: reader8")]
    [InlineData("\r\nMIME-Version: ", "\r\nSubject: Another one\r\nMIME-Version: ")]
    [InlineData("\r\nMIME-Version: ", "\r\nReply-To: thief@evil.test\r\nMIME-Version: ")]
    [InlineData("\r\nMIME-Version: ", "\r\nList-Unsubscribe: <https://evil.test/>\r\nMIME-Version: ")]
    public void What_is_changed_or_added_on_the_way_breaks_the_signature(string sent, string received)
    {
        var wire = Host.Builder(keys.Both()).Build(1, MailBench.Key, Mail.AsDigest()).Wire();

        var tampered = Encoding.Latin1.GetBytes(wire.Replace(sent, received, StringComparison.Ordinal));

        Assert.NotEqual(wire, Encoding.Latin1.GetString(tampered));
        Assert.Equal([false, false], keys.Verify(tampered));
    }

    [Theory]
    [InlineData("news@news.test", "news.test", 1)]
    [InlineData("news@Gear.News.Test", "news.test", 1)]
    [InlineData("news@news.test", "gear.news.test", 0)]
    [InlineData("news@othernews.test", "news.test", 0)]
    [InlineData("news@bücher.test", "bücher.test", 1)]
    [InlineData("news@xn--bcher-kva.test", "BÜCHER.test", 1)]
    public void A_key_signs_for_its_domain_and_those_below(string sender, string domain, int signatures)
    {
        var mail = Host.Builder(keys.RsaAlone(domain), sender: sender).Build(1, MailBench.Key, Mail);

        Assert.Equal(Enumerable.Repeat(true, signatures), keys.Verify(mail.Bytes()));
        Assert.DoesNotMatch("[^ -~\r\n\t]", mail.Wire());
    }

    [Fact]
    public void The_signature_is_folded_at_78_columns_and_follows_the_clock()
    {
        var builder = Host.Builder(keys.Both());
        var first = builder.Build(1, MailBench.Key, Mail.AsDigest()).Wire();
        Host.Clock.Advance(TimeSpan.FromSeconds(5));
        var again = builder.Build(1, MailBench.Key, Mail.AsDigest()).Wire();

        Assert.All(first.Split("\r\nFrom:")[0].Split("\r\n"), line => Assert.InRange(line.Length, 1, 78));
        Assert.Contains(" t=1772431205;", again, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("text\n\n\n")]
    [InlineData(" \t \n text\t \n\n \t")]
    [InlineData(".\n..\n.hidden\nFrom here\n>From there\n")]
    [InlineData("a  b\t\tc   \n")]
    [InlineData("lone\rreturn and \0 and \u007f and \u2028")]
    [InlineData("=41 =\n==")]
    public void Hostile_content_is_signed_as_it_is_sent(string text)
    {
        foreach (var html in new[] { null, text })
        {
            var mail = Host.Builder(keys.Both())
                .Build(1, MailBench.Key, (Mail with { Subject = "tab\there,  two  blanks " }).Saying(text, html));

            Assert.Equal([true, true], keys.Verify(mail.Bytes()));
        }
    }

    [Property(MaxTest = 200)]
    public void Any_text_any_subject_any_filling_is_signed_as_it_is_sent(string subject, string before, string after, int length)
    {
        var filling = new string('x', (Math.Abs(length % 200)) + 1);
        var text = $"{before}HOLE{after}";
        var mail = Mail with
        {
            Subject = subject ?? "",
            Body = new MailBody
            {
                Text = text,
                Html = (length & 1) == 0 ? $"<p>{text}</p> HOLE" : null,
                Language = "en",
                Holes = ["HOLE"],
            },
            Fillings = [filling],
        };

        Assert.Equal([true], keys.Verify(Host.Builder(keys.RsaAlone()).Build(1, MailBench.Key, mail).Bytes()));
    }

    [Fact]
    public async Task What_a_relay_takes_still_carries_its_signatures()
    {
        Host.Relay(Server.Port);
        foreach (var (number, selector, file) in new[] { (0, "r1", keys.RsaFile), (1, "e1", keys.Ed25519File) })
        {
            Host.Settings[$"Delivery:Dkim:{number}:Domain"] = "news.test";
            Host.Settings[$"Delivery:Dkim:{number}:Selector"] = selector;
            Host.Settings[$"Delivery:Dkim:{number}:PrivateKeyFile"] = file;
        }

        Host.Digests.Answers[7] = () =>
            new Composition.Ready(Mail.AsDigest().Saying(".\n..\nFrom here  \n\n" + new string('ä', 2000), "<p>ä\n.\n</p>"));
        await Host.QueueAsync(1, 7);
        await Host.DrainAsync();

        Assert.Equal([true, true], keys.Verify(Encoding.Latin1.GetBytes(Assert.Single(Server.Received).Text)));
    }

    public void Dispose() => keys.Dispose();

    private static string Unfold(string wire) => wire.Split("\r\n\r\n")[0].Replace("\r\n ", " ", StringComparison.Ordinal);

    [GeneratedRegex(" h=(?<names>[^;]+);", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Covered { get; }
}
