namespace Syndication.Delivery;

/// <summary>Composes the messages of one stream at the moment they are sent. Digests and Subscribers implement it; Delivery knows neither.</summary>
public interface IMessageContent
{
    /// <summary>The stream it composes.</summary>
    MessageStream Stream { get; }

    /// <summary>Makes the message for one recipient from what is stored now. Called again for each attempt; changes nothing.</summary>
    Task<Composition> ComposeAsync(MessageKey key, CancellationToken ct);

    /// <summary>
    /// The same for a message that may have arrived already: a repeat carries the version that was in doubt. Content without versions
    /// leaves this alone.
    /// </summary>
    Task<Composition> ComposeAsync(MessageKey key, int version, CancellationToken ct) => ComposeAsync(key, ct);
}

/// <summary>What came of composing.</summary>
public abstract record Composition
{
    private Composition() { }

    /// <summary>The mail is ready.</summary>
    public sealed record Ready(OutgoingMail Mail) : Composition;

    /// <summary>There is nothing to send any more: the row becomes <see cref="MessageState.Cancelled"/>, and keeps its doubts.</summary>
    public sealed record Void(string Reason) : Composition;

    /// <summary>It cannot be rendered for this recipient: the row becomes <see cref="MessageState.Failed"/> (<see cref="MessageState.Held"/> after a doubt), others go on.</summary>
    public sealed record Faulty(string Reason) : Composition;
}
