using System.Net;

namespace Syndication.Outbound;

/// <summary>What came of a request to an address that others chose.</summary>
internal abstract record OutboundOutcome
{
    private OutboundOutcome() { }

    /// <summary>The guard let nothing through: no connection was made.</summary>
    public sealed record Refused(RefusalReason Reason) : OutboundOutcome;

    /// <summary>No answer came. Whether the request arrived is unknown unless the reason says so.</summary>
    public sealed record Failed(FailureReason Reason) : OutboundOutcome;

    /// <summary>The other side answered.</summary>
    /// <param name="Address">Where the answer is from, after redirects.</param>
    /// <param name="Status">Its status.</param>
    /// <param name="Headers">Its headers, those of the content included; several of one name are joined by commas.</param>
    /// <param name="Body">As sent (nothing is decompressed), up to the request's limit.</param>
    /// <param name="IsWhole">False where the body went on past the limit.</param>
    public sealed record Answered(
        Uri Address,
        HttpStatusCode Status,
        IReadOnlyDictionary<string, string> Headers,
        ReadOnlyMemory<byte> Body,
        bool IsWhole
    ) : OutboundOutcome
    {
        /// <summary>Whether the status is 2xx.</summary>
        public bool IsSuccess => (int)Status is >= 200 and < 300;
    }
}

/// <summary>Why the guard let a request not through.</summary>
internal enum RefusalReason
{
    /// <summary>Neither http nor https.</summary>
    Scheme,

    /// <summary>A name or password in the address.</summary>
    UserInfo,

    /// <summary>Every address behind the name is private or special, or outside what is allowed.</summary>
    Address,

    /// <summary>The port is not one of the web's.</summary>
    Port,
}

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
