using System.Buffers.Binary;
using Syndication.Storage;

namespace Syndication.Subscribers;

/// <summary>
/// The tokens in a reader's links: purpose-bound, made of the reader's random handle, never of an id or an address. They do not expire:
/// a link in an old mail must still lead out.
/// </summary>
public sealed class ReaderTokens(KeyRing keys)
{
    private const int HandleLength = 16;

    /// <summary>A token for one reader and one purpose.</summary>
    /// <param name="purpose">What it opens.</param>
    /// <param name="handle"><see cref="Subscriber.Handle"/>.</param>
    /// <param name="about">What the link was in (an issue's or a mail's number), for the consent log; 0: nothing.</param>
    public string Make(TokenPurpose purpose, byte[] handle, long about = 0)
    {
        Span<byte> payload = stackalloc byte[HandleLength + sizeof(long)];
        handle.CopyTo(payload);
        BinaryPrimitives.WriteInt64BigEndian(payload[HandleLength..], about);
        return keys.Seal(purpose.ToString(), payload);
    }

    /// <summary>Whose token it is, or null for anything that was not made for this purpose.</summary>
    public (byte[] Handle, long About)? Read(TokenPurpose purpose, string token) =>
        keys.Open(purpose.ToString(), token) is { Length: HandleLength + sizeof(long) } payload
            ? (payload[..HandleLength], BinaryPrimitives.ReadInt64BigEndian(payload.AsSpan(HandleLength)))
            : null;
}

/// <summary>What a reader's token opens.</summary>
public enum TokenPurpose
{
    /// <summary>Confirms a sign-up.</summary>
    Confirm,

    /// <summary>Shows and changes the plan.</summary>
    Preferences,

    /// <summary>Ends the subscription.</summary>
    Unsubscribe,

    /// <summary>Says "this was not me".</summary>
    Disown,

    /// <summary>Takes back an unsubscription; about: its entry in the consent log. Apart from the others, so that no link in a mail can revive anyone.</summary>
    Undo,

    /// <summary>Opens the private feed.</summary>
    Feed,

    /// <summary>Confirms a new address; about: the mail that went to it.</summary>
    Move,
}
