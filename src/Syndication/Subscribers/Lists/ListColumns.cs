using System.Globalization;

namespace Syndication.Subscribers.Lists;

/// <summary>What the columns of a list mean, by the names that other systems give them in their exports.</summary>
internal sealed class ListColumns
{
    private const string Ours = "Syndication";
    private const string Unknown = "a list";
    private static readonly string[] EmailNames = ["emailaddress", "email", "mail", "emailadresse", "subscriberemail"];
    private static readonly string[] SubscribedNames = ["subscribedtoemails"];
    private static readonly string[] DisabledNames = ["emaildisabled"];
    private static readonly string[] WantedNames = ["subscribed", "issubscribed", "confirmed", "optin", "optedin", "active", "isactive"];
    private static readonly string[] UnwantedNames = ["unsubscribed", "isunsubscribed", "optout", "optedout", "bounced", "suppressed"];
    private static readonly string[] LeftAtNames = ["deletedat", "unsubscribedat", "unsubscriptiondate", "undeliverabilitydate"];
    private static readonly string[] ConsentAtNames =
    [
        "consentat",
        "confirmtime",
        "optintime",
        "createdat",
        "creationdate",
        "subscriptiondate",
        "subscribedat",
    ];

    // Mailchimp exports those who left, and those whose mailbox failed, as lists of their own.
    private static readonly string[] DepartedListNames = ["unsubtime", "cleantime"];

    private static readonly (string Source, string[] Marks)[] Sources =
    [
        (Ours, ["cadences"]),
        ("Mailchimp", ["memberrating"]),
        ("Mailchimp", ["leid", "euid"]),
        ("listmonk", ["uuid", "attributes", "status"]),
        ("Substack", ["emaildisabled"]),
        ("Ghost", ["subscribedtoemails"]),
        ("Buttondown", ["creationdate"]),
        ("Buttondown", ["subscribertype"]),
    ];

    // "State" is as often a part of an address as a word for this: only where the system is known is it taken for one.
    private static readonly Dictionary<string, string[]> StandingNames = new(StringComparer.Ordinal)
    {
        [Ours] = ["state"],
        ["listmonk"] = ["status"],
        ["Buttondown"] = ["type", "subscribertype"],
        [Unknown] = ["status", "subscriptionstatus"],
    };

    private readonly Dictionary<string, int> indexes = new(StringComparer.Ordinal);

    private ListColumns(IReadOnlyList<string> header)
    {
        for (var at = 0; at < header.Count; at++)
            indexes.TryAdd(Plain(header[at]), at);
        Source = Array.Find(Sources, source => Array.TrueForAll(source.Marks, indexes.ContainsKey)).Source ?? Unknown;
        IsOfDeparted = DepartedListNames.Any(indexes.ContainsKey);
        ConsentAt = [.. ConsentAtNames.Where(indexes.ContainsKey).Select(name => indexes[name])];
        Standing = First(StandingNames.GetValueOrDefault(Source, []));
        // In the list of a system that is not known, a column of such a name is no guess: who is not said to want mail is not sent any.
        Subscribed = First(Source == Unknown ? [.. SubscribedNames, .. WantedNames] : SubscribedNames);
        Disabled = First(Source == Unknown ? [.. DisabledNames, .. UnwantedNames] : DisabledNames);
        LeftAt = [.. LeftAtNames.Where(indexes.ContainsKey).Select(name => indexes[name])];
    }

    /// <summary>The system that the list comes from, as far as its columns say.</summary>
    public string Source { get; }

    /// <summary>Whether everybody on the list has left elsewhere.</summary>
    public bool IsOfDeparted { get; }

    /// <summary>Where the address is.</summary>
    public required int Email { get; init; }

    /// <summary>Where it may stand when consent was given, the best first.</summary>
    public IReadOnlyList<int> ConsentAt { get; }

    /// <summary>Where a word says whether mail is wanted; null: nowhere.</summary>
    public int? Standing { get; }

    /// <summary>Where it must say yes.</summary>
    public int? Subscribed { get; }

    /// <summary>Where it must not say yes.</summary>
    public int? Disabled { get; }

    /// <summary>Where nothing may stand.</summary>
    public IReadOnlyList<int> LeftAt { get; }

    /// <summary>Reads a list's first line; null where no column holds addresses.</summary>
    public static ListColumns? Read(IReadOnlyList<string> header)
    {
        var plain = header.Select(name => Plain(name)).ToList();
        var email = EmailNames.Select(name => plain.IndexOf(name)).FirstOrDefault(at => at >= 0, -1);
        return email < 0 ? null : new ListColumns(header) { Email = email };
    }

    /// <summary>Where a column of our own exports is; null: nowhere, or it is another system's list, where the name means what it likes.</summary>
    public int? Own(string name) => Source == Ours ? Named(name) : null;

    /// <summary>Where a column of a name is; null: nowhere.</summary>
    public int? Named(string name) => indexes.TryGetValue(Plain(name), out var at) ? at : null;

    private int? First(string[] names) => names.Where(indexes.ContainsKey).Select(name => (int?)indexes[name]).FirstOrDefault();

    // "Email Address", "email_address" and "E-Mail-Address" are one name.
    private static string Plain(string name) => string.Concat(name.Where(char.IsLetterOrDigit)).ToLower(CultureInfo.InvariantCulture);
}
