namespace Syndication.Outbound;

/// <summary>Why no answer came.</summary>
internal enum FailureReason
{
    /// <summary>The name leads to no address.</summary>
    Name,

    /// <summary>No connection, or it broke, or TLS failed, or what came was not HTTP.</summary>
    Connection,

    /// <summary>It took longer than the request's limit.</summary>
    Timeout,

    /// <summary>More redirects than the request follows.</summary>
    Redirects,
}
