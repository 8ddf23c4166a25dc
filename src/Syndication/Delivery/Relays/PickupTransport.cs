using System.Text;
using Syndication.Delivery.Mails;

namespace Syndication.Delivery.Relays;

/// <summary>Writes each mail into a directory, as a mailbox would get it.</summary>
/// <param name="directory">Where; made on first use.</param>
internal sealed class PickupTransport(string directory) : IRelayTransport, IRelayConnection
{
    /// <inheritdoc/>
    public bool IsUsable => true;

    /// <inheritdoc/>
    public Task<OpenOutcome> OpenAsync(CancellationToken ct)
    {
        try
        {
            Directory.CreateDirectory(directory);
            return Task.FromResult<OpenOutcome>(new OpenOutcome.Ready(this));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<OpenOutcome>(new OpenOutcome.Fault(RelayReply.From(code: null, failure.Message)));
        }
    }

    /// <summary>Writes beside and renames: a reader of the directory sees whole mails only, and a repeat takes the place of the first.</summary>
    public async Task<SendOutcome> SendAsync(PreparedMail mail)
    {
        var file = Path.Combine(directory, mail.Token + ".eml");
        var unfinished = Path.Combine(directory, $".{mail.Token}.tmp");
        try
        {
            await using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"Return-Path: <{mail.EnvelopeSender.Address}>\r\n"));
                await mail.Content.WriteToAsync(stream, CancellationToken.None);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, file, overwrite: true);
            return new SendOutcome.Accepted(new RelayReply(250, null, "written to the outbox", Path.GetFileName(file)));
        }
        catch (Exception failure)
        {
            // Nothing was renamed, so nothing was delivered.
            return new SendOutcome.RelayFault(RelayReply.From(code: null, failure.Message));
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
