using System.Text;
using MimeKit;
using Syndication.Delivery.Mails;

namespace Syndication.Delivery.Relays;

/// <summary>An encoded mail in the form that MailKit takes: it writes the mail's bytes and nothing else.</summary>
internal sealed class WireMessage : MimeMessage
{
    public WireMessage(EncodedMail mail)
        : base((IEnumerable<Header>)[WholeHeader(mail.Header)])
    {
        Length = mail.Length;
        Body = new WireBody(mail);
    }

    /// <summary>Bytes on the wire, before dots are doubled.</summary>
    public long Length { get; }

    // A field's raw value is written as it is: the first field brings all others along.
    private static Header WholeHeader(byte[] header)
    {
        var colon = header.IndexOf((byte)':');
        var first = new Header(Encoding.ASCII.GetString(header, 0, colon), "");
        first.SetRawValue(header[(colon + 1)..]);
        return first;
    }

    private sealed class WireBody : MimePart
    {
        private readonly EncodedMail mail;

        public WireBody(EncodedMail mail)
        {
            this.mail = mail;
            Headers.Clear();
        }

        public override void WriteTo(
            FormatOptions options,
            Stream stream,
            bool contentOnly,
            CancellationToken cancellationToken = default
        ) => mail.WriteBodyTo(stream);

        public override Task WriteToAsync(
            FormatOptions options,
            Stream stream,
            bool contentOnly,
            CancellationToken cancellationToken = default
        ) => mail.WriteBodyToAsync(stream, cancellationToken);
    }
}
