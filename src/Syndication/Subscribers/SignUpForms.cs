namespace Syndication.Subscribers;

/// <summary>Takes the sign-up form, wherever it stands.</summary>
internal sealed class SignUpForms(PlanReader plans, SignUps signUps, SteadyAnswers answers, ReaderPages pages)
{
    /// <summary>Checks the form and asks for the sign-up.</summary>
    /// <returns>What is wrong with it; null where it was taken: that says nothing about the address.</returns>
    public async Task<SignUpFaults?> TakeAsync(HttpContext http, CancellationToken ct)
    {
        var form = await FormReading.ReadOrEmptyAsync(http.Request, ct);
        var sections = await pages.SectionsAsync(ct);
        var faults = new FieldFaults();
        var input = PlanForm.Read(form);
        var plan = plans.Read(input, plans.Default(), sections, faults);
        if (plan.Cadences.Values.All(cadence => cadence is Cadence.Off))
            faults.Add("cadences", "choose at least one section");
        if (!EmailAddress.TryParse(form["email"], out var address, out var fault))
            faults.Add("email", fault);
        if (faults.Any)
            return new SignUpFaults(form["email"].ToString(), plan, sections, faults);
        var network = FormReading.NetworkOf(http);
        var isProgram = form[PlanForm.Trap].ToString().Length > 0;
        await answers.AfterAsync(() => isProgram ? Task.CompletedTask : signUps.AskAsync(address!, input, plan, network, ct), ct);
        return null;
    }
}
