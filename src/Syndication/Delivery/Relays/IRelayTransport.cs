using Syndication.Delivery.Mails;

namespace Syndication.Delivery.Relays;

/// <summary>A way to hand mail over: an SMTP server or the pickup directory.</summary>
internal interface IRelayTransport
{
    /// <summary>Opens a connection that is ready for mail.</summary>
    /// <returns>The connection, or what the relay did wrong.</returns>
    Task<OpenOutcome> OpenAsync(CancellationToken ct);
}

/// <summary>What came of opening a connection.</summary>
internal abstract record OpenOutcome
{
    /// <summary>It takes mail; the caller disposes it.</summary>
    public sealed record Ready(IRelayConnection Connection) : OpenOutcome;

    /// <summary>Not reachable, encryption or login failed: the relay's fault.</summary>
    public sealed record Fault(RelayReply Reply) : OpenOutcome;
}

/// <summary>One connection, used by one sender at a time. Disposing says goodbye where that is still possible.</summary>
internal interface IRelayConnection : IAsyncDisposable
{
    /// <summary>Whether another message can be sent on it.</summary>
    bool IsUsable { get; }

    /// <summary>Hands one message over. Takes no token: a message whose sending has begun is brought to an end.</summary>
    Task<SendOutcome> SendAsync(PreparedMail mail);
}
