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

    /// <summary>
    /// Reads at once what is each recipient's own in messages that were just leased, so that composing them need not ask the store for each.
    /// Whatever changes for a recipient afterwards takes the message from its lease, and is read anew with the next.
    /// </summary>
    /// <param name="messages">Their keys, and when they were queued.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What composes each, in the same order.</returns>
    Task<IReadOnlyList<ComposeMessage>> ReadAsync(
        IReadOnlyList<(MessageKey Key, DateTimeOffset QueuedAt)> messages,
        CancellationToken ct
    ) =>
        Task.FromResult<IReadOnlyList<ComposeMessage>>([
            .. messages.Select(message => new ComposeMessage(
                (version, token) =>
                    version is { } fixedVersion ? ComposeAsync(message.Key, fixedVersion, token) : ComposeAsync(message.Key, token)
            )),
        ]);
}

/// <summary>Composes one message.</summary>
/// <param name="version">The version that was in doubt; null: the newest.</param>
/// <param name="ct">Cancels.</param>
public delegate Task<Composition> ComposeMessage(int? version, CancellationToken ct);

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
