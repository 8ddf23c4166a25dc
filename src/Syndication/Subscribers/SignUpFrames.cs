using Syndication.Templates;

namespace Syndication.Subscribers;

/// <summary>The short sign-up form that a publisher puts into a frame on any site: an address and a button, without a script.</summary>
internal sealed class SignUpFrames(PageRenderer renderer, PlanReader plans, FrequencyCap cap, ReaderPages pages)
{
    private const string SectionField = "section";
    private const string CadenceField = "cadence";

    /// <summary>The form for the sections and the cadence that its address names; without them, for the publication's default plan.</summary>
    public async Task<IResult> FormAsync(IQueryCollection query, CancellationToken ct)
    {
        var sections = await pages.SectionsAsync(ct);
        var named = query[SectionField].OfType<string>().ToHashSet(StringComparer.Ordinal);
        var plan = plans.Default(named.Count == 0 ? sections : sections.Where(section => named.Contains(section.Slug.Value)));
        if (PlanWords.Read<Cadence>(query[CadenceField].ToString()) is { } cadence)
            plan = plan with { Cadences = plan.Cadences.Keys.ToDictionary(section => section, section => cap.Of(section, cadence)) };
        return Form(new SignUpFaults("", plan, sections, new FieldFaults()));
    }

    /// <summary>The form with what was typed and what is wrong with it.</summary>
    public IResult Form(SignUpFaults form) =>
        Page(
            "subscribe-form",
            PageTitles.Subscribe,
            new
            {
                email = form.Email,
                wrongEmail = form.Faults.Has("email"),
                wrong = form.Faults.Any,
                trap = PlanForm.Trap,
                cadences = form
                    .Plan.Cadences.Select(chosen => new { section = chosen.Key.Value, cadence = PlanWords.Of(chosen.Value) })
                    .ToList(),
            },
            form.Faults.Any ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK
        );

    /// <summary>The answer to every form that was taken.</summary>
    public IResult Done() => Page("subscribe-form-done", PageTitles.CheckYourMail, new { }, StatusCodes.Status200OK);

    private IResult Page(string template, string title, object content, int status) =>
        renderer.Page(
            template,
            new PageHead
            {
                TitleKey = title,
                IsPersonal = true,
                IsFramed = true,
                Indexed = false,
            },
            content,
            status
        );
}
