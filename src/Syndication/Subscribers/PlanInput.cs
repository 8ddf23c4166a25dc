using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.Subscribers;

/// <summary>A plan as it is sent and stored: the contract's JSON. What is null is not said.</summary>
public sealed record PlanInput
{
    /// <summary>Section to <c>each</c>, <c>daily</c>, <c>weekly</c>, <c>monthly</c> or <c>off</c>.</summary>
    public Dictionary<string, string>? Cadences { get; init; }

    /// <summary>Local hour in steps of 15 minutes, <c>HH:mm</c>.</summary>
    public string? Hour { get; init; }

    /// <summary>English day name.</summary>
    public string? Weekday { get; init; }

    /// <summary>1 to 31.</summary>
    public int? Day { get; init; }

    /// <summary>IANA time zone.</summary>
    public string? Zone { get; init; }

    /// <summary><c>html</c> or <c>text</c>.</summary>
    public string? Format { get; init; }

    /// <summary><c>full</c> or <c>headlines</c>.</summary>
    public string? Layout { get; init; }

    /// <summary>BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary><c>HH:mm-HH:mm</c>; empty: none.</summary>
    public string? QuietHours { get; init; }

    /// <summary>End of a pause; in the future it pauses.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    internal static PlanInput FromStored(string json) => JsonSerializer.Deserialize(json, SubscriberJson.Default.PlanInput)!;

    internal string ToStored() => JsonSerializer.Serialize(this, SubscriberJson.Default.PlanInput);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow
)]
[JsonSerializable(typeof(PlanInput))]
[JsonSerializable(typeof(SubscriberInput))]
[JsonSerializable(typeof(SubscriberChange))]
[JsonSerializable(typeof(SubscriberView))]
[JsonSerializable(typeof(BatchReply))]
internal sealed partial class SubscriberJson : JsonSerializerContext;
