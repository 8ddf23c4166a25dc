using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>The reader's plan, reached by the link in any mail.</summary>
internal static class PreferencesEndpoints
{
    public static void MapPreferences(this IEndpointRouteBuilder app)
    {
        app.MapMethods("/preferences/{token}", ReadEndpoints.Methods, GetPlan);
        app.MapPost("/preferences/{token}", PostPlan).TakesForm();
    }

    internal static async Task<IResult> GetPlan(
        string token,
        HttpRequest request,
        ReaderTokens tokens,
        SubscriberStore readers,
        ReaderPages pages,
        CancellationToken ct
    )
    {
        if (tokens.Read(TokenPurpose.Preferences, token) is not var (handle, _) || await readers.FindAsync(handle, ct) is not { } reader)
            return pages.Unknown();
        return IsHere(reader)
            ? pages.Preferences(
                reader,
                reader.Plan,
                await pages.SectionsAsync(ct),
                new FieldFaults(),
                request.Query.ContainsKey("saved"),
                request.Query.ContainsKey("feed")
            )
            : pages.NotSubscribed();
    }

    internal static async Task<IResult> PostPlan(
        string token,
        HttpRequest request,
        PlanForms forms,
        ReaderPages pages,
        CancellationToken ct
    )
    {
        var form = await FormReading.ReadOrEmptyAsync(request, ct);
        return await forms.ChangeAsync(token, form, ct) switch
        {
            PlanFormOutcome.Saved => new SeeOther($"/preferences/{token}?saved"),
            PlanFormOutcome.Wrong wrong => pages.Preferences(wrong.Reader, wrong.Plan, wrong.Sections, wrong.Faults, saved: false),
            PlanFormOutcome.NotSubscribed => pages.NotSubscribed(),
            _ => pages.Unknown(),
        };
    }

    internal static bool IsHere(Reader reader) => reader.Subscriber.State is SubscriberState.Active or SubscriberState.Paused;

    /// <summary>After a POST, the page to look at: reloading it sends nothing again.</summary>
    internal sealed class SeeOther(string location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = location;
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
            return Task.CompletedTask;
        }
    }
}
