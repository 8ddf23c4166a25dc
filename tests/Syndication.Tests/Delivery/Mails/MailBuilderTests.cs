using System.Text;
using FsCheck.Xunit;
using MimeKit;
using Syndication.Delivery;
using Syndication.Delivery.Mails;
using Syndication.Tests.Support;

namespace Syndication.Tests.Delivery.Mails;

/// <summary>Keys are random, so the tokens in the samples are replaced by a fixed one.</summary>
public sealed class MailBuilderTests : DeliveryTest
{
    private const string Url = "https://news.test/unsubscribe/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGhIjKlMnOpQrStUvWxYz0123456789";
    private static readonly MessageKey Key = new(MessageStream.Digest, 1, 7);

    [Fact]
    public void A_digest_carries_what_mailbox_providers_ask_of_bulk_senders() =>
        Golden.Matches(
            "Delivery/digest.eml",
            Write(
                Build(
                    FakeContent.Mail(Key) with
                    {
                        Subject = "Grüße vom Gear-Ressort – fünf neue Texte für Sie und alles, was am Wochenende wichtig wird",
                        Body = new MailBody
                        {
                            Html =
                                "<p>Grüße</p>\n<p>" + string.Join(' ', Enumerable.Repeat("word", 400)) + "</p>\n<a href=\"HOLE\">Leave</a>",
                            Text = "Grüße\n\n.\nFrom here on\nHOLE\n",
                            Language = "de",
                            Holes = ["HOLE"],
                        },
                        Fillings = [Url],
                        List = new ListHeaders("Digest <digest.news.test>", Url, "https://news.test/", "https://news.test/preferences/x"),
                        FeedbackId = "1:gear:digest:newstest",
                    }
                )
            )
        );

    [Fact]
    public void A_transactional_mail_is_text_alone_without_list_headers() =>
        Golden.Matches("Delivery/confirmation.eml", Write(Build(FakeContent.Mail(Key).Saying("Подтвердите подписку.\n"))));

    [Fact]
    public void The_same_mail_twice_is_the_same_bytes()
    {
        var mail = FakeContent.Mail(Key).Saying("Hello", "<p>Hello</p>");
        Assert.Equal(Write(Build(mail)), Write(Build(mail)));
    }

    [Fact]
    public void Bounces_come_back_to_an_address_that_names_the_message()
    {
        var mail = Build(FakeContent.Mail(Key), new DeliveryOptions { ReturnPathDomain = "bounce.news.test" });

        Assert.Equal($"bounces+{mail.Token}@bounce.news.test", mail.EnvelopeSender.Address);
        Assert.Equal($"{mail.Token}@news.test", mail.Parsed().MessageId);
        Assert.InRange(mail.EnvelopeSender.Address.IndexOf('@', StringComparison.Ordinal), 1, 64);
    }

    [Fact]
    public void Unsubscribing_by_mail_is_offered_where_a_mailbox_takes_it()
    {
        var mail = Build(
            FakeContent.Mail(Key) with
            {
                List = new ListHeaders("Digest <digest.news.test>", Url),
            },
            new DeliveryOptions { UnsubscribeMailbox = "leave@news.test" }
        );

        var header = mail.Parsed().Headers[HeaderId.ListUnsubscribe];
        Assert.StartsWith($"<{Url}>, <mailto:leave@news.test?subject=unsubscribe%20AbCd", header, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_goes_where_the_publication_says() =>
        Assert.Equal("desk@news.test", Build(FakeContent.Mail(Key), replyTo: "desk@news.test").Parsed().ReplyTo.ToString());

    [Property(MaxTest = 200)]
    public void No_text_makes_a_header_a_recipient_or_a_long_line(string subject, string text, string from)
    {
        var mail = Build(
            (FakeContent.Mail(Key) with { Subject = subject ?? "", From = new MailboxAddress(from, "gear@news.test").ToString() }).Saying(
                text ?? "",
                "<p>" + text + "</p>"
            )
        );

        var wire = Write(mail);
        var back = MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(wire)));
        Assert.Equal(8, back.Headers.Count);
        Assert.Equal("reader7@inbox.test", back.To.ToString());
        Assert.Equal("gear@news.test", Assert.Single(back.From.Mailboxes).Address);
        Assert.All(wire.Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
    }

    private PreparedMail Build(OutgoingMail mail, DeliveryOptions? delivery = null, string replyTo = "") =>
        Host.Builder(delivery, replyTo).Build(1, Key, mail);

    private static string Write(PreparedMail mail) => mail.Wire().Replace(mail.Token, new string('t', 32), StringComparison.Ordinal);
}
