namespace Syndication.Subscribers.Lists;

/// <summary>The words by which other systems say whether somebody wants mail.</summary>
internal static class ListStandings
{
    private static readonly Dictionary<string, ListStanding> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["active"] = ListStanding.Subscribed,
        ["subscribed"] = ListStanding.Subscribed,
        ["confirmed"] = ListStanding.Subscribed,
        ["enabled"] = ListStanding.Subscribed,
        ["regular"] = ListStanding.Subscribed,
        ["premium"] = ListStanding.Subscribed,
        ["gifted"] = ListStanding.Subscribed,
        ["trialed"] = ListStanding.Subscribed,
        ["paused"] = ListStanding.Paused,
        ["pending"] = ListStanding.Unconfirmed,
        ["unconfirmed"] = ListStanding.Unconfirmed,
        ["unactivated"] = ListStanding.Unconfirmed,
        ["unsubscribed"] = ListStanding.Left,
        ["disabled"] = ListStanding.Left,
        ["blocklisted"] = ListStanding.Left,
        ["blocked"] = ListStanding.Left,
        ["removed"] = ListStanding.Left,
        ["deleted"] = ListStanding.Left,
        ["cleaned"] = ListStanding.Left,
        ["bounced"] = ListStanding.Left,
        ["undeliverable"] = ListStanding.Left,
        ["complained"] = ListStanding.Left,
        ["malicious"] = ListStanding.Left,
        ["spammy"] = ListStanding.Left,
    };

    /// <summary>What a row says; where two columns disagree, the one that says no is right.</summary>
    public static ListStanding Of(ListColumns columns, Func<int, string> field)
    {
        if (
            columns.IsOfDeparted
            || columns.LeftAt.Any(at => field(at).Length > 0)
            || (columns.Disabled is { } disabled && !IsNo(field(disabled)))
            || (columns.Subscribed is { } subscribed && !IsYes(field(subscribed)))
        )
            return ListStanding.Left;
        return columns.Standing is { } standing ? Words.GetValueOrDefault(field(standing)) : ListStanding.Subscribed;
    }

    private static bool IsYes(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) || text is "1" || text.Equals("yes", StringComparison.OrdinalIgnoreCase);

    private static bool IsNo(string text) =>
        text.Length == 0
        || text is "0"
        || text.Equals("false", StringComparison.OrdinalIgnoreCase)
        || text.Equals("no", StringComparison.OrdinalIgnoreCase);
}
