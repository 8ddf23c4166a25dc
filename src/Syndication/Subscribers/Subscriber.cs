using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Syndication.Subscribers;

/// <summary>An address with consent, and the plan that its reader chose.</summary>
public sealed class Subscriber
{
    private static readonly DateTimeOffset WithoutEnd = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The stored form of <see cref="Id"/>; never given twice, also after an erasure.</summary>
    public long Number { get; init; }

    /// <summary>Internal; never in an address, a token or a log.</summary>
    public SubscriberId Id => new(Number);

    /// <summary>The addr-spec as it was given, its domain in lower case and in IDNA's ASCII form.</summary>
    public required string Email { get; set; }

    /// <summary><see cref="Email"/> in lower case: what makes two sign-ups the same reader.</summary>
    public required string EmailKey { get; set; }

    /// <summary>16 random bytes that tokens carry in place of the id.</summary>
    public required byte[] Handle { get; init; }

    /// <summary>Which address of the private feed holds: rises when the reader wants a new one.</summary>
    public long FeedNumber { get; set; }

    /// <summary>Whether mail may be sent.</summary>
    public SubscriberState State { get; set; }

    /// <summary>Minutes after local midnight, in steps of 15, at which digests are due.</summary>
    public int Hour { get; set; } = 7 * 60;

    /// <summary>The day of weekly digests.</summary>
    public DayOfWeek Weekday { get; set; } = DayOfWeek.Monday;

    /// <summary>The day of monthly digests, 1 to 31; a shorter month's last day stands in.</summary>
    public int Day { get; set; } = 1;

    /// <summary>IANA time zone that the hour is in.</summary>
    public required string Zone { get; set; }

    /// <summary>HTML with a text part, or text alone.</summary>
    public MailFormat Format { get; set; } = MailFormat.Html;

    /// <summary>Full texts or headlines.</summary>
    public MailLayout Layout { get; set; } = MailLayout.Full;

    /// <summary>BCP 47 tag of the frame's words.</summary>
    public required string Language { get; set; }

    /// <summary>Start of the quiet hours, minutes after local midnight; null: none.</summary>
    public int? QuietFrom { get; set; }

    /// <summary>End of the quiet hours.</summary>
    public int? QuietTo { get; set; }

    /// <summary>Nothing is sent before; null: not paused, or without an end.</summary>
    public DateTimeOffset? PausedUntil { get; set; }

    /// <summary>When the issue is due that brings what gathered in the last pause; no slot follows within half a cadence.</summary>
    public DateTimeOffset? CatchUpAt { get; set; }

    /// <summary>Rises with every change of the plan, the state or the slots; the planner compares and sets it.</summary>
    public long PlanVersion { get; set; }

    /// <summary>The sequence up to which corrections of what this reader received were told.</summary>
    public long CorrectionMark { get; set; }

    /// <summary>When the reader first asked.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When consent was confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When the last issue was planned for this reader.</summary>
    public DateTimeOffset? LastIssueAt { get; set; }

    /// <summary>Out; a pause is remembered, for whoever comes back.</summary>
    public void Leave()
    {
        if (State is SubscriberState.Paused)
            PausedUntil ??= WithoutEnd;
        State = SubscriberState.Unsubscribed;
    }

    /// <summary>In again, as before <see cref="Leave"/>: a pause that is not over goes on.</summary>
    public void Return(DateTimeOffset now)
    {
        State = PausedUntil > now ? SubscriberState.Paused : SubscriberState.Active;
        if (PausedUntil <= now || PausedUntil == WithoutEnd)
            PausedUntil = null;
    }
}

/// <summary>Whether a subscriber may be mailed.</summary>
public enum SubscriberState
{
    /// <summary>Asked, but did not confirm yet.</summary>
    Pending = 0,

    /// <summary>Confirmed.</summary>
    Active = 1,

    /// <summary>Paused by the reader, until <see cref="Subscriber.PausedUntil"/> or without an end.</summary>
    Paused = 2,

    /// <summary>Left.</summary>
    Unsubscribed = 3,
}

/// <summary>What a digest is made of.</summary>
public enum MailFormat
{
    /// <summary>HTML and text (multipart/alternative).</summary>
    Html = 0,

    /// <summary>Text alone.</summary>
    Text = 1,
}

/// <summary>How much of an article a digest carries.</summary>
public enum MailLayout
{
    /// <summary>The whole text, as far as the byte budget allows.</summary>
    Full = 0,

    /// <summary>Headline and summary.</summary>
    Headlines = 1,
}

internal sealed class SubscriberConfiguration : IEntityTypeConfiguration<Subscriber>
{
    public void Configure(EntityTypeBuilder<Subscriber> builder)
    {
        builder.ToTable("Subscribers");
        builder.HasKey(subscriber => subscriber.Number);
        builder.Ignore(subscriber => subscriber.Id);

        // Where a planner may commit between reading and writing, a change of the plan must not take its step for its own.
        builder.Property(subscriber => subscriber.PlanVersion).IsConcurrencyToken();
        builder.HasIndex(subscriber => subscriber.EmailKey).IsUnique();
        builder.HasIndex(subscriber => subscriber.Handle).IsUnique();
        builder.HasIndex(subscriber => subscriber.PausedUntil).HasFilter("\"PausedUntil\" IS NOT NULL");
    }
}
