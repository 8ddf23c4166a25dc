using System.ComponentModel.DataAnnotations;

namespace Syndication.Subscribers;

/// <summary>Sign-up, its limits, and what a plan is unless the reader says otherwise.</summary>
public sealed class SubscriberOptions
{
    /// <summary>Shortest time between two mails that a form caused to one address; 1 minute to 1 day.</summary>
    public TimeSpan AddressCooldown { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Most mails that forms cause to one address in 24 hours; 1 to 100.</summary>
    [Range(1, 100)]
    public int MailsPerAddressAndDay { get; set; } = 3;

    /// <summary>Most mails that one network (IPv4 /24, IPv6 /48) causes in an hour; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MailsPerNetworkAndHour { get; set; } = 20;

    /// <summary>Most mails that forms cause in an hour, all together; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MailsPerHour { get; set; } = 1000;

    /// <summary>
    /// How long an answer to a form with an address takes at least, so that its time does not tell whether the address is known; 0 to 5 seconds.
    /// </summary>
    public TimeSpan AnswerAfter { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a sign-up that nobody confirms is kept; 1 day to 1 year.</summary>
    public TimeSpan KeepUnconfirmed { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Names the wording of pages and mails in the consent log: change it with the templates; 1 to 40 characters.</summary>
    [Required, StringLength(40, MinimumLength = 1)]
    public string WordingVersion { get; set; } = "1";

    /// <summary>Pieces of each section that were there before a sign-up and are in its first issue, so that it is not empty; 0 to 20.</summary>
    [Range(0, 20)]
    public int FirstIssuePieces { get; set; } = 3;

    /// <summary>Whether a confirmed sign-up is answered with a mail that says welcome and when the first issue comes.</summary>
    public bool WelcomeMail { get; set; }

    /// <summary>How often a section may come at most: <c>each</c> (as often as readers like), <c>daily</c>, <c>weekly</c> or <c>monthly</c>.</summary>
    public string MostOften { get; set; } = "each";

    /// <summary>The same for single sections, by slug, in place of <see cref="MostOften"/>.</summary>
    public Dictionary<string, string> MostOftenIn { get; set; } = [];

    /// <summary>The plan that the form proposes and that imports fall back to.</summary>
    public DefaultPlanOptions DefaultPlan { get; set; } = new();
}

/// <summary>The plan that the form proposes and that imports fall back to; its zone and language are the publication's.</summary>
public sealed class DefaultPlanOptions
{
    /// <summary><c>each</c>, <c>daily</c>, <c>weekly</c> or <c>monthly</c>, for every section that <see cref="Cadences"/> does not name.</summary>
    public string Cadence { get; set; } = "daily";

    /// <summary>Cadences of single sections, by slug; <c>off</c> among them.</summary>
    public Dictionary<string, string> Cadences { get; set; } = [];

    /// <summary>Local hour in steps of 15 minutes, <c>HH:mm</c>.</summary>
    public string Hour { get; set; } = "07:00";

    /// <summary>Day of weekly digests, an English day name.</summary>
    public string Weekday { get; set; } = "Monday";

    /// <summary>Day of monthly digests, 1 to 31.</summary>
    public int Day { get; set; } = 1;

    /// <summary><c>html</c> or <c>text</c>.</summary>
    public string Format { get; set; } = "html";

    /// <summary><c>full</c> or <c>headlines</c>.</summary>
    public string Layout { get; set; } = "full";

    /// <summary>In which nothing comes piece by piece, <c>HH:mm-HH:mm</c>; empty: none.</summary>
    public string QuietHours { get; set; } = "";
}
