using MailKit.Net.Smtp;
using MimeKit;

namespace Syndication.Delivery.Relays;

/// <summary>Sends <see cref="WireMessage"/>s: neither measured by writing them out nor encoded again, which would break their signatures.</summary>
internal sealed class EncodedSmtpClient : SmtpClient
{
    /// <summary>Whether MAIL FROM was accepted for the message that was sent last.</summary>
    public SendProgress Progress { get; private set; }

    /// <inheritdoc/>
    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
        // The first thing of each message. Nothing is to be prepared: everything is seven bits wide and in short lines already.
        Progress = SendProgress.Begun;
    }

    /// <inheritdoc/>
    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        Progress = SendProgress.SenderAccepted;

    /// <inheritdoc/>
    protected override long GetSize(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        ((WireMessage)message).Length;

    /// <inheritdoc/>
    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(((WireMessage)message).Length);
}
