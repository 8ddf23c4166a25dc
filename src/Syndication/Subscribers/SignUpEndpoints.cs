using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>The sign-up form, and "send me my link". Their answers are the same for every address.</summary>
internal static class SignUpEndpoints
{
    public static void MapSignUp(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/subscribe", ReadEndpoints.Methods, GetForm);
        app.MapPost("/subscribe", PostForm).TakesForm();
        app.MapMethods("/subscribe/form", ReadEndpoints.Methods, GetFramed);
        app.MapPost("/subscribe/form", PostFramed).TakesForm();
        app.MapMethods("/preferences/link", ReadEndpoints.Methods, GetLinkForm);
        app.MapPost("/preferences/link", PostLinkForm).TakesForm();
    }

    internal static Task<IResult> GetForm(ReaderPages pages, CancellationToken ct) => pages.SubscribeAsync(ct);

    internal static async Task<IResult> PostForm(HttpContext http, SignUpForms forms, ReaderPages pages, CancellationToken ct) =>
        await forms.TakeAsync(http, ct) is { } wrong
            ? pages.Subscribe(wrong.Plan, wrong.Sections, wrong.Email, wrong.Faults)
            : CheckYourMail(pages);

    internal static async Task<IResult> GetFramed(HttpContext http, SignUpFrames frames, CancellationToken ct)
    {
        AllowOtherSites(http.Response);
        return await frames.FormAsync(http.Request.Query, ct);
    }

    internal static async Task<IResult> PostFramed(HttpContext http, SignUpForms forms, SignUpFrames frames, CancellationToken ct)
    {
        AllowOtherSites(http.Response);
        return await forms.TakeAsync(http, ct) is { } wrong ? frames.Form(wrong) : frames.Done();
    }

    internal static IResult GetLinkForm(ReaderPages pages) => LinkForm(pages, "", wrong: false);

    internal static async Task<IResult> PostLinkForm(
        HttpContext http,
        ReaderPages pages,
        SignUps signUps,
        SteadyAnswers answers,
        CancellationToken ct
    )
    {
        var form = await FormReading.ReadOrEmptyAsync(http.Request, ct);
        if (!EmailAddress.TryParse(form["email"], out var address, out _))
            return LinkForm(pages, form["email"].ToString(), wrong: true);
        var isProgram = form[PlanForm.Trap].ToString().Length > 0;
        await answers.AfterAsync(() => isProgram ? Task.CompletedTask : signUps.AskLinkAsync(address, FormReading.NetworkOf(http), ct), ct);
        return CheckYourMail(pages);
    }

    // The form carries no cookie and its answer tells nothing: a script of another site may send it and read what it says.
    private static void AllowOtherSites(HttpResponse response) => response.Headers.AccessControlAllowOrigin = "*";

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
