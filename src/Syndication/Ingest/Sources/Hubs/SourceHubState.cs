using System.Text.Json.Serialization;

namespace Syndication.Ingest.Sources.Hubs;

/// <summary>Where a subscription at another's hub stands (WebSub, section 5).</summary>
[JsonConverter(typeof(CamelCaseNames<SourceHubState>))]
internal enum SourceHubState
{
    /// <summary>Asked for; the hub has not come back to verify it.</summary>
    Asked = 0,

    /// <summary>Verified: the hub brings what is new until the lease ends.</summary>
    Active = 1,

    /// <summary>The hub said no.</summary>
    Denied = 2,

    /// <summary>The hub could not be asked.</summary>
    Failed = 3,
}
