using System.Text;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using MimeKit;
using Syndication.Delivery;
using Syndication.Delivery.Mails;
using Syndication.Publication;
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
                        Html = "<p>Grüße</p>\n<p>" + string.Join(' ', Enumerable.Repeat("word", 400)) + "</p>",
                        Text = "Grüße\n\n.\nFrom here on\n",
                        Language = "de",
                        List = new ListHeaders("Digest <digest.news.test>", Url, "https://news.test/", "https://news.test/preferences/x"),
                        FeedbackId = "1:gear:digest:newstest",
                    }
                )
            )
        );

    [Fact]
    public void A_transactional_mail_is_text_alone_without_list_headers() =>
        Golden.Matches("Delivery/confirmation.eml", Write(Build(FakeContent.Mail(Key) with { Text = "Подтвердите подписку.\n" })));

    [Fact]
    public void The_same_mail_twice_is_the_same_bytes()
    {
        var mail = FakeContent.Mail(Key) with { Html = "<p>Hello</p>" };
        Assert.Equal(Write(Build(mail)), Write(Build(mail)));
    }

    [Fact]
    public void Bounces_come_back_to_an_address_that_names_the_message()
    {
        var mail = Build(FakeContent.Mail(Key), new DeliveryOptions { ReturnPathDomain = "bounce.news.test" });

        Assert.Equal($"bounces+{mail.Token}@bounce.news.test", mail.EnvelopeSender.Address);
        Assert.Equal($"{mail.Token}@news.test", mail.Message.MessageId);
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

        var header = mail.Message.Headers[HeaderId.ListUnsubscribe];
        Assert.StartsWith($"<{Url}>, <mailto:leave@news.test?subject=unsubscribe%20AbCd", header, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_goes_where_the_publication_says() =>
        Assert.Equal("desk@news.test", Build(FakeContent.Mail(Key), replyTo: "desk@news.test").Message.ReplyTo.ToString());

    [Property(MaxTest = 200)]
    public void No_text_makes_a_header_a_recipient_or_a_long_line(string subject, string text, string from)
    {
        var mail = Build(
            FakeContent.Mail(Key) with
            {
                Subject = subject ?? "",
                Text = text ?? "",
                Html = "<p>" + text + "</p>",
                From = new MailboxAddress(from, "gear@news.test").ToString(),
            }
        );

        var wire = Write(mail);
        var back = MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(wire)));
        Assert.Equal(mail.Message.Headers.Count, back.Headers.Count);
        Assert.Equal("reader7@inbox.test", back.To.ToString());
        Assert.Equal("gear@news.test", Assert.Single(back.From.Mailboxes).Address);
        Assert.All(wire.Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
    }

    private PreparedMail Build(OutgoingMail mail, DeliveryOptions? delivery = null, string replyTo = "")
    {
        var publication = new PublicationOptions { Sender = "The Test Post <news@news.test>", ReplyTo = replyTo };
        var tokens = (MessageTokens)Host.Services.GetService(typeof(MessageTokens))!;
        return new MailBuilder(Options.Create(publication), Options.Create(delivery ?? new DeliveryOptions()), tokens).Build(1, Key, mail);
    }

    private static string Write(PreparedMail mail)
    {
        using var stream = new MemoryStream();
        var wire = FormatOptions.Default.Clone();
        wire.NewLineFormat = NewLineFormat.Dos;
        mail.Message.WriteTo(wire, stream);
        return Encoding.Latin1.GetString(stream.ToArray()).Replace(mail.Token, new string('t', 32), StringComparison.Ordinal);
    }
}
