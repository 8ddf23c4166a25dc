using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>Checks the items of a list.</summary>
internal sealed class BatchReading(PlanReader plans)
{
    private const int MaxHow = 200;

    /// <summary>What an item says, or what is wrong with it.</summary>
    public BatchLine Read(BatchEntry entry, IReadOnlyCollection<Section> sections)
    {
        var faults = new FieldFaults();
        if (entry.Input is not { } input)
        {
            faults.Add("", entry.Fault);
            return new BatchLine(null, faults, null, null, null);
        }

        if (!EmailAddress.TryParse(input.Email, out var address, out var fault))
            faults.Add("email", fault);
        var state = PlanWords.Read<SubscriberState>(input.State ?? "active");
        if (state is null or SubscriberState.Pending)
            faults.Add("state", "must be active, paused or unsubscribed");
        // Whoever left is remembered whatever the plan was.
        if (state is SubscriberState.Unsubscribed)
            return new BatchLine(input.Email, faults, address, plans.Default(), null);
        var plan = plans.Read(input.Plan ?? new PlanInput(), plans.Default(), sections, faults, "plan.");
        CheckConsent(input.Consent, plans.Now, faults);
        if (input.Plan?.Cadences is null)
            faults.Add("plan.cadences", "is required");
        return new BatchLine(
            input.Email,
            faults,
            address,
            plan with
            {
                Paused = plan.Paused || (state is SubscriberState.Paused && input.Plan?.PausedUntil is null),
            },
            input.Consent
        );
    }

    private static void CheckConsent(ConsentInput? consent, DateTimeOffset now, FieldFaults faults)
    {
        if (consent?.At is not { } at || at > now)
            faults.Add("consent.at", "is required: when consent was given, not in the future");
        if (consent?.How is not { Length: > 0 and <= MaxHow } how || how.Any(char.IsControl))
            faults.Add("consent.how", $"is required: how consent was given, 1 to {MaxHow} characters");
    }
}

/// <summary>One item of a batch as it could be read.</summary>
/// <param name="Input">The item; null where it could not be read.</param>
/// <param name="Fault">Why not; means nothing where it could.</param>
internal readonly record struct BatchEntry(SubscriberInput? Input, string Fault);

/// <summary>One item of a batch, checked.</summary>
/// <param name="Email">As it was sent.</param>
/// <param name="Faults">What is wrong; where anything is, the rest means nothing.</param>
/// <param name="Address">Whose it is.</param>
/// <param name="Plan">The plan.</param>
/// <param name="Consent">Null: the reader had left elsewhere.</param>
internal sealed record BatchLine(string? Email, FieldFaults Faults, EmailAddress? Address, ReaderPlan? Plan, ConsentInput? Consent)
{
    /// <summary>Whether consent was asked for elsewhere and not given.</summary>
    public bool IsUnconfirmed { get; init; }
}
