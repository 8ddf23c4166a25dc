namespace Syndication.Delivery.Relays;

/// <summary>How far a message had come when its sending ended: what is not known of it hangs on that.</summary>
internal enum SendProgress
{
    /// <summary>MAIL FROM was not accepted.</summary>
    Begun,

    /// <summary>MAIL FROM was accepted.</summary>
    SenderAccepted,

    /// <summary>Every byte of the message was written.</summary>
    AllWritten,
}
