namespace Syndication.Delivery.Dkim;

/// <summary>A private key; signs from several threads at once.</summary>
internal interface ISigningKey
{
    /// <summary>Value of the signature's tag <c>a=</c>.</summary>
    string Algorithm { get; }

    /// <summary>What the DNS record says of it: the tags <c>k=</c> and <c>p=</c>.</summary>
    string PublicRecord { get; }

    /// <summary>Signs what the SHA-256 hash stands for.</summary>
    byte[] Sign(byte[] hash);
}
