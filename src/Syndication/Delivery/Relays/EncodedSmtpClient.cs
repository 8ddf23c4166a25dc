using MailKit.Net.Smtp;
using MimeKit;

namespace Syndication.Delivery.Relays;

/// <summary>Sends <see cref="WireMessage"/>s: neither measured by writing them out nor encoded again, which would break their signatures.</summary>
internal sealed class EncodedSmtpClient : SmtpClient
{
    /// <inheritdoc/>
    protected override void Prepare(FormatOptions options, MimeMessage message, EncodingConstraint constraint, int maxLineLength)
    {
        // Everything is seven bits wide and in short lines already.
    }

    /// <inheritdoc/>
    protected override long GetSize(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        ((WireMessage)message).Length;

    /// <inheritdoc/>
    protected override Task<long> GetSizeAsync(FormatOptions options, MimeMessage message, CancellationToken cancellationToken) =>
        Task.FromResult(((WireMessage)message).Length);
}
