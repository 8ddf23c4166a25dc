namespace Syndication.Outbound;

/// <summary>Carries the guard's refusal from the moment of connecting through the HTTP stack to <see cref="OutboundClient"/>.</summary>
internal sealed class RefusedConnectionException(RefusalReason reason) : Exception($"Refused: {reason}")
{
    public RefusalReason Reason { get; } = reason;
}
