namespace Syndication.Subscribers;

/// <summary>Readers as the API shows them.</summary>
internal static class SubscriberViews
{
    public static SubscriberView Of(Reader reader, IReadOnlyList<ConsentEvent> consents) =>
        new()
        {
            Email = reader.Subscriber.Email,
            State = PlanWords.Of(reader.Subscriber.State),
            Consent = consents.LastOrDefault(happened => happened.What is ConsentAct.Confirmed or ConsentAct.Moved) is { } given
                ? new ConsentInput { At = given.At, How = given.What is ConsentAct.Moved ? given.Remark : "confirmed by mail" }
                : null,
            Plan = Of(reader.Plan),
        };

    public static PlanInput Of(ReaderPlan plan) =>
        new()
        {
            Cadences = plan
                .Cadences.OrderBy(chosen => chosen.Key.Value, StringComparer.Ordinal)
                .ToDictionary(chosen => chosen.Key.Value, chosen => PlanWords.Of(chosen.Value), StringComparer.Ordinal),
            Hour = PlanWords.Of(plan.Hour),
            Weekday = plan.Weekday.ToString(),
            Day = plan.Day,
            Zone = plan.Zone,
            Format = PlanWords.Of(plan.Format),
            Layout = PlanWords.Of(plan.Layout),
            Language = plan.Language,
            QuietHours = PlanWords.QuietHours(plan.QuietFrom, plan.QuietTo),
            PausedUntil = plan.PausedUntil,
        };
}
