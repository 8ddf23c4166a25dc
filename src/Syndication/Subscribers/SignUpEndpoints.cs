using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>The sign-up form, and "send me my link". Their answers are the same for every address.</summary>
internal static class SignUpEndpoints
{
    public static void MapSignUp(this IEndpointRouteBuilder app)
    {
        app.MapRead("/subscribe", GetForm);
        app.MapForm("/subscribe", PostForm);
        app.MapRead("/preferences/link", GetLinkForm);
        app.MapForm("/preferences/link", PostLinkForm);
    }

    internal static Task<IResult> GetForm(ReaderPages pages, CancellationToken ct) => pages.SubscribeAsync(ct);

    internal static async Task<IResult> PostForm(
        HttpContext http,
        ReaderPages pages,
        PlanReader plans,
        SignUps signUps,
        CancellationToken ct
    )
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
            return pages.Subscribe(plan, sections, form["email"].ToString(), faults);
        if (form[PlanForm.Trap].ToString().Length == 0)
            await signUps.AskAsync(address!, input, plan, FormReading.NetworkOf(http), ct);
        return CheckYourMail(pages);
    }

    internal static IResult GetLinkForm(ReaderPages pages) => LinkForm(pages, "", wrong: false);

    internal static async Task<IResult> PostLinkForm(HttpContext http, ReaderPages pages, SignUps signUps, CancellationToken ct)
    {
        var form = await FormReading.ReadOrEmptyAsync(http.Request, ct);
        if (!EmailAddress.TryParse(form["email"], out var address, out _))
            return LinkForm(pages, form["email"].ToString(), wrong: true);
        if (form[PlanForm.Trap].ToString().Length == 0)
            await signUps.AskLinkAsync(address, FormReading.NetworkOf(http), ct);
        return CheckYourMail(pages);
    }

    private static IResult LinkForm(ReaderPages pages, string email, bool wrong) =>
        pages.Private(
            "send-link",
            PageTitles.SendLink,
            new
            {
                email,
                wrongEmail = wrong,
                trap = PlanForm.Trap,
            },
            wrong ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK
        );

    private static IResult CheckYourMail(ReaderPages pages) => pages.Private("check-your-mail", PageTitles.CheckYourMail, new { });
}
