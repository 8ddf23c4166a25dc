namespace Syndication.Outbound;

/// <summary>Where requests to addresses that others chose may go.</summary>
public sealed class OutboundOptions
{
    /// <summary>
    /// Networks let through beside public ones, each a CIDR range (<c>10.20.0.0/16</c>, <c>fd00:1::/64</c>) or one address; any port is
    /// allowed there. Empty: public addresses only.
    /// </summary>
    public IList<string> AllowedNetworks { get; set; } = [];
}
