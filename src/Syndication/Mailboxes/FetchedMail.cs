using System.Runtime.InteropServices;

namespace Syndication.Mailboxes;

/// <summary>A mail as it was read.</summary>
/// <param name="Name">What the mailbox knows it by: a file's name, or a UID.</param>
/// <param name="Content">Its bytes, as they came.</param>
/// <param name="IsWhole">False where it is longer than what is read of one.</param>
public sealed record FetchedMail(string Name, ReadOnlyMemory<byte> Content, bool IsWhole)
{
    /// <summary>Whether it lay in a folder on a server before anybody read that folder for us: what it holds is no news of ours.</summary>
    public bool IsFromBefore { get; init; }

    /// <summary>Its bytes as a stream, for the caller to dispose; they are not copied.</summary>
    public Stream Open() =>
        MemoryMarshal.TryGetArray(Content, out var bytes)
            ? new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false)
            : new MemoryStream(Content.ToArray(), writable: false);
}
