using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Subscribers;
using Syndication.Templates;

namespace Syndication.Digests.Previews;

/// <summary>What a reader would get, and how much is to be sent, in the API.</summary>
internal static class PreviewEndpoints
{
    private const string Policy =
        "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(AccessPolicies.Newsroom).WithTags("Issues");
        api.MapMethods("/subscribers/{address}/preview", ReadEndpoints.Methods, PreviewAsync)
            .WithSummary("What a reader would get at a time to come, and why each article is in it or is not")
            .Produces<PreviewView>()
            .AddEndpointFilter(
                async (context, next) =>
                {
                    var headers = context.HttpContext.Response.Headers;
                    headers.CacheControl = "no-store";
                    headers.ContentSecurityPolicy = Policy;
                    return await next(context);
                }
            );
        api.MapMethods("/forecast", ReadEndpoints.Methods, ForecastAsync).WithSummary("Messages for each hour of the next seven days");
    }

    internal static async Task<IResult> PreviewAsync(
        [AsParameters] PreviewQuery asked,
        PreviewDesk desk,
        ArticleNames names,
        SubscriberStore readers,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (!EmailAddress.TryParse(asked.Address, out var known, out _) || await readers.FindAsync(known, ct) is not { } reader)
            return TypedResults.NotFound();
        var faults = new FieldFaults();
        var article = asked.Article is { } name ? await names.FindAsync(name, ct) : null;
        if (PreviewTime.Parse(asked.At ?? "", reader.Subscriber, clock.GetUtcNow()) is not { } until)
            faults.Add("at", PreviewTime.Rule);
        else if (asked.Form is not (null or "json" or "html" or "text" or "raw"))
            faults.Add("form", "must be json, html, text or raw");
        else if (asked.Article is not null && article is null)
            faults.Add("article", "must be the slug or the id of an article");
        else
            return await ShowAsync(known, until, article, asked.Form ?? "json", desk, ct);
        return TypedResults.ValidationProblem(faults.ToDictionary());
    }

    internal static async Task<Ok<ForecastView>> ForecastAsync(Forecast forecast, CancellationToken ct) =>
        TypedResults.Ok(await forecast.NextWeekAsync(ct));

    private static async Task<IResult> ShowAsync(
        EmailAddress address,
        DateTimeOffset until,
        Article? article,
        string form,
        PreviewDesk desk,
        CancellationToken ct
    )
    {
        try
        {
            if (await desk.LookAsync(address, until, ct) is not { } preview)
                return TypedResults.NotFound();
            if (string.Equals(form, "json", StringComparison.Ordinal))
            {
                var explained = article is null ? null : await desk.ExplainAsync(address, preview, article, ct);
                return TypedResults.Ok(PreviewView.Of(preview, explained));
            }

            if (preview.Withheld is { } withheld)
                return TypedResults.Problem(withheld, statusCode: StatusCodes.Status409Conflict, title: "The reader gets no mail.");
            return preview.Mail is { } mail ? Part(preview, mail, form) : TypedResults.NoContent();
        }
        catch (TemplateFaultException fault)
        {
            return TypedResults.Problem(fault.Message, statusCode: StatusCodes.Status409Conflict, title: "A template is at fault.");
        }
    }

    private static ContentHttpResult Part(Preview preview, Delivery.OutgoingMail mail, string form) =>
        form switch
        {
            "raw" => TypedResults.Text(preview.Raw, "message/rfc822"),
            "html" when mail.Body.Html is { } html => TypedResults.Text(preview.Fill(html), "text/html; charset=utf-8"),
            _ => TypedResults.Text(preview.Fill(mail.Body.Text), "text/plain; charset=utf-8"),
        };
}
