namespace Syndication.Feeds.WebSub;

/// <summary>A well-formed wish to subscribe or unsubscribe.</summary>
/// <param name="Mode"><see cref="HubMode.Subscribe"/> or <see cref="HubMode.Unsubscribe"/>.</param>
/// <param name="Topic">As named; perhaps not ours.</param>
/// <param name="Callback">Where changes are to go.</param>
/// <param name="Lease">Within the hub's terms.</param>
/// <param name="Secret">What deliveries are to be signed with; null: they are not.</param>
internal sealed record HubRequest(HubMode Mode, string Topic, Uri Callback, TimeSpan Lease, string? Secret);
