using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Syndication.Delivery.Relays;

/// <summary>Opens connections to one SMTP server.</summary>
/// <param name="options">The server.</param>
/// <param name="localDomain">What we call ourselves in EHLO.</param>
/// <param name="waits">How long it is waited for.</param>
internal sealed class SmtpTransport(RelayOptions options, string localDomain, SmtpPatience waits) : IRelayTransport
{
    /// <inheritdoc/>
    public async Task<OpenOutcome> OpenAsync(CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(waits.Connect);
        var client = new EncodedSmtpClient
        {
            Timeout = (int)waits.Answer.TotalMilliseconds,
            LocalDomain = localDomain,

            // Asking a certificate's issuer over HTTP has no place in the send path.
            CheckCertificateRevocation = false,
        };
        try
        {
            var wire = await ConnectAsync(client, patience);
            return new OpenOutcome.Ready(new SmtpConnection(client, wire));
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && IsRelayFault(failure))
        {
            client.Dispose();
            var code = failure is SmtpCommandException answer ? (int)answer.StatusCode : (int?)null;
            return new OpenOutcome.Fault(RelayReply.From(code, failure.Message));
        }
        catch (Exception failure) when (ct.IsCancellationRequested && IsRelayFault(failure))
        {
            // Broken off in the middle of a handshake, it fails in whatever way the handshake does.
            client.Dispose();
            throw new OperationCanceledException("Stopped while connecting.", failure, ct);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private async Task<DialogueStream> ConnectAsync(SmtpClient client, CancellationTokenSource patience)
    {
        var ct = patience.Token;

        // An own socket, because MailKit leaves Nagle's algorithm on: 40 ms a message.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var wire = new DialogueStream(socket);
        try
        {
            await socket.ConnectAsync(options.Host, options.EffectivePort, ct);
            patience.CancelAfter(waits.Greeting);
            await client.ConnectAsync(wire, options.Host, options.EffectivePort, Encryption(), ct);
        }
        catch
        {
            await wire.DisposeAsync();
            throw;
        }

        if (options.User.Length > 0)
            await client.AuthenticateAsync(options.User, options.Password, ct);
        return wire;
    }

    private SecureSocketOptions Encryption() =>
        options.Security switch
        {
            RelaySecurity.StartTls => SecureSocketOptions.StartTls,
            RelaySecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };

    private static bool IsRelayFault(Exception failure) =>
        failure
            is SocketException
                or IOException
                or OperationCanceledException
                or TimeoutException
                or ProtocolException
                or CommandException
                or SslHandshakeException
                or MailKit.Security.AuthenticationException
                or System.Security.Authentication.AuthenticationException
                or NotSupportedException;
}
