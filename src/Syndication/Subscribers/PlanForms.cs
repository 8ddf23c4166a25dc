using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>Takes the preferences form.</summary>
internal sealed class PlanForms(ReaderTokens tokens, SubscriberStore readers, PlanReader plans, PlanChanges changes, ReaderPages pages)
{
    /// <summary>Checks the form and changes the plan of the token's reader.</summary>
    public async Task<PlanFormOutcome> ChangeAsync(string token, IFormCollection form, CancellationToken ct)
    {
        if (
            tokens.Read(TokenPurpose.Preferences, token) is not var (handle, about)
            || await readers.FindAsync(handle, ct) is not { } reader
        )
            return new PlanFormOutcome.Unknown();
        if (!PreferencesEndpoints.IsHere(reader))
            return new PlanFormOutcome.NotSubscribed();
        var faults = new FieldFaults();
        var sections = await pages.SectionsAsync(ct);
        var plan = plans.Read(PlanForm.Read(form), reader.Plan, sections, faults);
        plan = PlanForm.ReadPause(form, plan, plans.Now, faults);
        if (form.Count == 0)
            faults.Add("cadences", "the form is empty");
        if (faults.Any)
            return new PlanFormOutcome.Wrong(reader, plan, sections, faults);
        return await changes.ChangeAsync(reader.Subscriber.Id, plan, ConsentManner.Page, about, ct)
            ? new PlanFormOutcome.Saved()
            : new PlanFormOutcome.NotSubscribed();
    }
}

/// <summary>What came of the form.</summary>
internal abstract record PlanFormOutcome
{
    private PlanFormOutcome() { }

    public sealed record Saved : PlanFormOutcome;

    public sealed record Wrong(Reader Reader, ReaderPlan Plan, IReadOnlyCollection<Section> Sections, FieldFaults Faults) : PlanFormOutcome;

    public sealed record NotSubscribed : PlanFormOutcome;

    public sealed record Unknown : PlanFormOutcome;
}
