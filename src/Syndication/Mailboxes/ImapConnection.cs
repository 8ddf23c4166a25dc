using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;

namespace Syndication.Mailboxes;

/// <summary>One connection to a folder on an IMAP server, which is made anew when it breaks.</summary>
internal sealed class ImapConnection(MailboxOptions options, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Servers may end an IDLE after 30 minutes (RFC 2177), and what is between them sooner.</summary>
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(9);

    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(2);

    private ImapClient? client;
    private ImapFolder? folder;

    /// <summary>The folder, open; what arrived meanwhile has been told.</summary>
    public async Task<ImapFolder> OpenAsync(CancellationToken ct)
    {
        if (client is { IsConnected: true } && folder is { IsOpen: true })
        {
            // The server tells what has arrived with its answer.
            await client.NoOpAsync(ct);
            return folder;
        }

        client?.Dispose();
        client = new ImapClient { Timeout = (int)Timeout.TotalMilliseconds, CheckCertificateRevocation = false };
        await client.ConnectAsync(options.Host, options.EffectivePort, Encryption(), ct);
        await client.AuthenticateAsync(options.User, options.Password, ct);
        folder = (ImapFolder)await client.GetFolderAsync(options.Folder, ct);
        await folder.OpenAsync(FolderAccess.ReadWrite, ct);
        return folder;
    }

    /// <summary>Waits until there are more mails than are known, or until it is time to look.</summary>
    public Task WaitAsync(int known, CancellationToken ct) =>
        GuardAsync(
            async () =>
            {
                // What arrived while the last mails were handled is not told of again.
                if ((await OpenAsync(ct)).Count > known)
                    return 0;
                if (client!.Capabilities.HasFlag(ImapCapabilities.Idle))
                    await IdleAsync(client, folder!, known, ct);
                else
                    await Task.Delay(options.PollEvery, clock, ct);
                return 0;
            },
            ct
        );

    /// <summary>Does something on the connection; what breaks it ends it.</summary>
    /// <exception cref="MailboxException">The server is away, refuses, or breaks off.</exception>
    public async Task<T> GuardAsync<T>(Func<Task<T>> work, CancellationToken ct)
    {
        try
        {
            return await work();
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && IsBroken(failure))
        {
            client?.Dispose();
            client = null;

            // The server's words may repeat a name that it was given.
            throw new MailboxException($"The mailbox on {options.Host} cannot be read: {failure.GetType().Name}", failure);
        }
    }

    /// <summary>Whether a failure is the server's or the way's, and not ours.</summary>
    public static bool IsBroken(Exception failure) =>
        failure
            is SocketException
                or IOException
                or TimeoutException
                or ProtocolException
                or CommandException
                or FolderNotFoundException
                or FolderNotOpenException
                or MessageNotFoundException
                or ServiceNotConnectedException
                or SslHandshakeException
                or MailKit.Security.AuthenticationException
                or System.Security.Authentication.AuthenticationException
                or NotSupportedException;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var ending = client;
        client = null;
        if (ending is null)
            return;
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
            await ending.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception failure) when (IsBroken(failure) || failure is OperationCanceledException)
        {
            // It goes either way.
        }
        finally
        {
            ending.Dispose();
        }
    }

    private async Task IdleAsync(ImapClient idling, ImapFolder open, int known, CancellationToken ct)
    {
        // Stopping ends the IDLE as the server expects it, and not the connection in the middle of it.
        using var done = CancellationTokenSource.CreateLinkedTokenSource(ct);
        using var longest = clock.CreateTimer(_ => Cancel(done), null, LongestIdle, System.Threading.Timeout.InfiniteTimeSpan);
        void OnCountChanged(object? sender, EventArgs arrived) => Cancel(done);
        open.CountChanged += OnCountChanged;
        try
        {
            if (open.Count > known)
                return;
            await idling.IdleAsync(done.Token, CancellationToken.None);
        }
        finally
        {
            open.CountChanged -= OnCountChanged;
        }

        ct.ThrowIfCancellationRequested();
    }

    private static void Cancel(CancellationTokenSource source)
    {
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It has ended by itself.
        }
    }

    private SecureSocketOptions Encryption() =>
        options.Security switch
        {
            MailboxSecurity.StartTls => SecureSocketOptions.StartTls,
            MailboxSecurity.Tls => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.None,
        };
}
