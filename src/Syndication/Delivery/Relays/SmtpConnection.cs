using MailKit;
using Syndication.Delivery.Mails;

namespace Syndication.Delivery.Relays;

/// <summary>One connection to an SMTP server.</summary>
internal sealed class SmtpConnection(EncodedSmtpClient client, DialogueStream wire) : IRelayConnection
{
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(5);
    private bool closing;

    /// <inheritdoc/>
    public bool IsUsable => !closing && client.IsConnected;

    /// <inheritdoc/>
    public async Task<SendOutcome> SendAsync(PreparedMail mail)
    {
        var written = new Written();
        try
        {
            using var message = new WireMessage(mail.Content);
            var said = await client.SendAsync(message, mail.EnvelopeSender, [mail.Recipient], CancellationToken.None, written);
            return new SendOutcome.Accepted(RelayReply.From(250, said));
        }
        catch (Exception failure)
        {
            // Everything is judged: a row whose intent is committed must not be left without a result.
            var outcome = SmtpOutcomes.From(failure, written.All && !wire.HasUnsent ? SendProgress.AllWritten : client.Progress);

            // After 421 the server closes, whether we noticed already or not (RFC 5321, section 3.8).
            closing = outcome is not (SendOutcome.TryLater or SendOutcome.Rejected);
            return outcome;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(GoodbyeTimeout);
            await client.DisconnectAsync(quit: IsUsable, patience.Token);
        }
        catch (Exception failure) when (failure is ProtocolException or CommandException or IOException or OperationCanceledException)
        {
            // It is over either way.
        }

        client.Dispose();
    }

    /// <summary>MailKit does not say whether everything was written; its progress does.</summary>
    private sealed class Written : ITransferProgress
    {
        public bool All { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => All = totalSize > 0 && bytesTransferred >= totalSize;

        public void Report(long bytesTransferred)
        {
            // Never called by SendAsync, which knows the size.
        }
    }
}
