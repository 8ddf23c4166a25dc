using System.Text.Json.Serialization;

namespace Syndication.Ingest.Api;

/// <summary>What the API says of an article that came in.</summary>
internal sealed record ArticleReply
{
    /// <summary>The newsroom's id.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Id { get; init; }

    /// <summary>Ours (<c>urn:uuid:</c>), which feeds carry.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ArticleId { get; init; }

    /// <summary>Its page.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Revision { get; init; }

    /// <summary>draft, scheduled, visible, expired or withdrawn.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }

    /// <summary>created, revised, unchanged or refused.</summary>
    public required string Outcome { get; init; }

    /// <summary>What was put right on the way in; absent where nothing was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Cleaned { get; init; }

    /// <summary>Fields that are not part of the contract and were not read; absent where there were none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Ignored { get; init; }

    /// <summary>In a batch: its place in the array, from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Index { get; init; }

    /// <summary>In a batch: the status that it would have had alone.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Status { get; init; }

    /// <summary>In a batch: what is wrong, by field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IDictionary<string, string[]>? Errors { get; init; }
}

/// <summary>What the API says of a batch.</summary>
/// <param name="Created">How many were new.</param>
/// <param name="Revised">How many were changed.</param>
/// <param name="Unchanged">How many were there already.</param>
/// <param name="Refused">How many were not taken.</param>
/// <param name="Items">One for each item, in order.</param>
internal sealed record BatchReply(int Created, int Revised, int Unchanged, int Refused, IReadOnlyList<ArticleReply> Items);
