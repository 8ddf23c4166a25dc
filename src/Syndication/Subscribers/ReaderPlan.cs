using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>What a reader wants and when: sections and their cadence, hour, days, zone, form, pause. Checked; everything after trusts it.</summary>
public sealed record ReaderPlan
{
    /// <summary>Cadences by section; a section that is not named is left as it is, which for a new reader is off.</summary>
    public IReadOnlyDictionary<SectionSlug, Cadence> Cadences { get; init; } = new Dictionary<SectionSlug, Cadence>();

    /// <inheritdoc cref="Subscriber.Hour"/>
    public required int Hour { get; init; }

    /// <inheritdoc cref="Subscriber.Weekday"/>
    public required DayOfWeek Weekday { get; init; }

    /// <inheritdoc cref="Subscriber.Day"/>
    public required int Day { get; init; }

    /// <inheritdoc cref="Subscriber.Zone"/>
    public required string Zone { get; init; }

    /// <inheritdoc cref="Subscriber.Format"/>
    public required MailFormat Format { get; init; }

    /// <inheritdoc cref="Subscriber.Layout"/>
    public required MailLayout Layout { get; init; }

    /// <inheritdoc cref="Subscriber.Language"/>
    public required string Language { get; init; }

    /// <inheritdoc cref="Subscriber.QuietFrom"/>
    public int? QuietFrom { get; init; }

    /// <inheritdoc cref="Subscriber.QuietTo"/>
    public int? QuietTo { get; init; }

    /// <summary>Whether nothing is to be sent for now.</summary>
    public bool Paused { get; init; }

    /// <summary>When a pause ends; null: when the reader says so.</summary>
    public DateTimeOffset? PausedUntil { get; init; }

    /// <summary>The plan that a reader has now.</summary>
    public static ReaderPlan Of(Subscriber reader, IEnumerable<Subscription> subscriptions) =>
        new()
        {
            Cadences = subscriptions.ToDictionary(subscription => subscription.Section, subscription => subscription.Cadence),
            Hour = reader.Hour,
            Weekday = reader.Weekday,
            Day = reader.Day,
            Zone = reader.Zone,
            Format = reader.Format,
            Layout = reader.Layout,
            Language = reader.Language,
            QuietFrom = reader.QuietFrom,
            QuietTo = reader.QuietTo,
            Paused = reader.State is SubscriberState.Paused,
            PausedUntil = reader.State is SubscriberState.Paused ? reader.PausedUntil : null,
        };
}
