using System.Text.Json.Serialization;
using Syndication.Delivery;

namespace Syndication.Digests;

/// <summary>An issue as the API tells it.</summary>
/// <param name="Id">Its name in addresses.</param>
/// <param name="Title">Subject of its newest version.</param>
/// <param name="CreatedAt">When it was compiled.</param>
/// <param name="State">Whether its messages may go out: <c>open</c>, <c>unapproved</c>, <c>paused</c> or <c>cancelled</c>.</param>
/// <param name="Articles">What its newest version holds, in the order shown.</param>
/// <param name="Messages">How many messages are in which state.</param>
/// <param name="Repeats">Acceptances beyond the first.</param>
/// <param name="Doubts">How often a message came to be in doubt.</param>
internal sealed record IssueSummary(
    string Id,
    string Title,
    DateTimeOffset CreatedAt,
    string State,
    IReadOnlyList<IssueSummaryArticle> Articles,
    MessageCounts Messages,
    long Repeats,
    long Doubts
)
{
    /// <summary>What the gate and the brake have to say of it, a line each; left out where they have nothing to say.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Reasons { get; init; }
}

/// <summary>An article of an issue.</summary>
internal sealed record IssueSummaryArticle(string Id, string Title, string Section, int Revision, string Form);

/// <summary>Messages by state; planned is the sum of the others.</summary>
internal sealed record MessageCounts(
    long Planned,
    long Queued,
    long Leased,
    long Sending,
    long Deferred,
    long Sent,
    long InDoubt,
    long Held,
    long Failed,
    long Suppressed,
    long Cancelled,
    long Expired
)
{
    /// <summary>How many are on their way or wait for a sender.</summary>
    [JsonIgnore]
    public long Open => Queued + Leased + Sending + Deferred + InDoubt;

    /// <summary>The counts of one issue.</summary>
    public static MessageCounts Of(IReadOnlyDictionary<MessageState, int> counts)
    {
        long Count(MessageState state) => counts.GetValueOrDefault(state);
        return new MessageCounts(
            counts.Values.Sum(),
            Count(MessageState.Queued),
            Count(MessageState.Leased),
            Count(MessageState.Sending),
            Count(MessageState.Deferred),
            Count(MessageState.Sent),
            Count(MessageState.InDoubt),
            Count(MessageState.Held),
            Count(MessageState.Failed),
            Count(MessageState.Suppressed),
            Count(MessageState.Cancelled),
            Count(MessageState.Expired)
        );
    }
}
