using MimeKit;
using MimeKit.Cryptography;
using MimeKit.Text;
using Syndication.Delivery;

namespace Syndication.Benchmarks.Signing;

/// <summary>The same mails as MimeKit's documentation shows it: a new message for each reader, signed by its own signer.</summary>
internal sealed class MimeKitMails(SampleMail sample, string pem)
{
    private static readonly string[] Signed =
    [
        "From",
        "To",
        "Subject",
        "Date",
        "Message-Id",
        "MIME-Version",
        "Content-Type",
        "List-Id",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
    ];

    private static readonly FormatOptions Wire = CreateWire();

    private readonly DkimSigner signer = new(pem, SampleMail.Domain, SampleMail.Selector, DkimSignatureAlgorithm.RsaSha256)
    {
        HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
        BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
    };

    /// <summary>The next reader's mail.</summary>
    public MimeMessage Next(bool signed)
    {
        var message = Build(sample.Next());
        if (signed)
            signer.Sign(Wire, message, Signed);
        return message;
    }

    /// <returns>Bytes of the mail.</returns>
    public long Write(bool signed)
    {
        using var message = Next(signed);
        using var measured = new MimeKit.IO.MeasuringStream();
        message.WriteTo(Wire, measured);
        return measured.Length;
    }

    private static MimeMessage Build(OutgoingMail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject, Date = mail.Date };
        message.From.Add(MailboxAddress.Parse(SampleMail.Sender));
        message.To.Add(new MailboxAddress("", mail.To));
        message.Headers.Add(HeaderId.ListId, mail.List!.Id);
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<{mail.List.UnsubscribeUrl}>");
        message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        message.Headers.Add(HeaderId.ListHelp, $"<{mail.List.Help}>");
        message.Headers.Add(HeaderId.ListArchive, $"<{mail.List.Archive}>");
        message.Headers.Add("Feedback-ID", mail.FeedbackId!);
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new MultipartAlternative
        {
            Part(TextFormat.Plain, Fill(mail.Body.Text, mail)),
            Part(TextFormat.Html, Fill(mail.Body.Html!, mail)),
        };
        return message;
    }

    private static TextPart Part(TextFormat format, string text) =>
        new(format) { Text = text, ContentTransferEncoding = ContentEncoding.QuotedPrintable };

    private static string Fill(string text, OutgoingMail mail) =>
        text.Replace(mail.Body.Holes[0], mail.Fillings[0], StringComparison.Ordinal);

    private static FormatOptions CreateWire()
    {
        var options = FormatOptions.Default.Clone();
        options.NewLineFormat = NewLineFormat.Dos;
        return options;
    }
}
