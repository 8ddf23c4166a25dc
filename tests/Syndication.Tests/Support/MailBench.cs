using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Syndication.Delivery;
using Syndication.Delivery.Dkim;
using Syndication.Delivery.Mails;
using Syndication.Publication;

namespace Syndication.Tests.Support;

/// <summary>Builds mails with options of a test's own, and reads them as they are sent.</summary>
internal static class MailBench
{
    public const string Unsubscribe = "https://news.test/unsubscribe/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGhIjKlMnOpQrStUvWxYz0123456789";

    public static readonly MessageKey Key = new(MessageStream.Digest, 1, 7);

    public static MailBuilder Builder(
        this SyndicationHost host,
        DeliveryOptions? delivery = null,
        string replyTo = "",
        string sender = "news@news.test"
    )
    {
        var options = Options.Create(delivery ?? new DeliveryOptions());
        return new MailBuilder(
            Options.Create(new PublicationOptions { Sender = $"The Test Post <{sender}>", ReplyTo = replyTo }),
            options,
            host.Services.GetRequiredService<MessageTokens>(),
            new DkimSigners(options, host.Services.GetRequiredService<IHostEnvironment>(), NullLogger<DkimSigners>.Instance),
            host.Clock
        );
    }

    /// <summary>A mail with every list header.</summary>
    public static OutgoingMail AsDigest(this OutgoingMail mail) =>
        mail with
        {
            List = new ListHeaders("Digest <digest.news.test>", Unsubscribe, "https://news.test/", "https://news.test/preferences/x"),
            FeedbackId = "1:gear:digest:newstest",
        };

    public static OutgoingMail Saying(this OutgoingMail mail, string text, string? html = null, string language = "en") =>
        mail with
        {
            Body = new MailBody
            {
                Text = text,
                Html = html,
                Language = language,
            },
        };

    public static byte[] Bytes(this PreparedMail mail)
    {
        using var stream = new MemoryStream();
        mail.Content.WriteToAsync(stream, CancellationToken.None).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    /// <summary>One character for each byte.</summary>
    public static string Wire(this PreparedMail mail) => Encoding.Latin1.GetString(mail.Bytes());

    public static MimeMessage Parsed(this PreparedMail mail) => Parse(mail.Bytes());

    public static MimeMessage Parse(byte[] bytes) => MimeMessage.Load(new MemoryStream(bytes));
}
