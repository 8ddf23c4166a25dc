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
    /// <param name="Body">As sent, or unpacked where the request says so, up to its limits.</param>
    /// <param name="IsWhole">False where the body went on past a limit, or cannot be unpacked.</param>
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

        /// <summary>Where redirects that are for good (301, 308) led to from the first address on; null: there was none.</summary>
        public Uri? MovedTo { get; init; }

        /// <summary>Why the body is not whole; null: it is.</summary>
        public BodyFault? BodyFault { get; init; }
    }
}
