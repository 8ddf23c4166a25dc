using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Syndication.Bounces.Webhooks;

namespace Syndication.Bounces;

/// <summary>Where providers report. Each proves who it is in its own way, so no key is asked for.</summary>
internal static class BouncesEndpoints
{
    /// <summary>Most bytes of one request: SendGrid's batches have up to 768 KB, and Postmark sends what came back along.</summary>
    private const int MostBytes = 2 * 1024 * 1024;

    public static void Map(IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1/bounces")
            .WithTags("Bounces")
            .AllowAnonymous()
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        api.MapPost("/{provider}", PostAsync)
            .WithSummary("Takes a provider's bounces and complaints: ses, postmark, sendgrid, mailgun or json, each signed in its own way");
        api.MapPost("/{provider}/{secret}", PostWithSecretAsync)
            .WithSummary("The same for a provider that does not sign: the secret is the last part of the address");
    }

    internal static Task<Results<Ok, NotFound, ProblemHttpResult, ValidationProblem>> PostAsync(
        string provider,
        HttpRequest request,
        IEnumerable<IWebhook> webhooks,
        ReportIntake intake,
        ReportJournal journal,
        CancellationToken ct
    ) => TakeAsync(provider, null, request, webhooks, intake, journal, ct);

    internal static Task<Results<Ok, NotFound, ProblemHttpResult, ValidationProblem>> PostWithSecretAsync(
        string provider,
        string secret,
        HttpRequest request,
        IEnumerable<IWebhook> webhooks,
        ReportIntake intake,
        ReportJournal journal,
        CancellationToken ct
    ) => TakeAsync(provider, secret, request, webhooks, intake, journal, ct);

    private static async Task<Results<Ok, NotFound, ProblemHttpResult, ValidationProblem>> TakeAsync(
        string provider,
        string? secret,
        HttpRequest request,
        IEnumerable<IWebhook> webhooks,
        ReportIntake intake,
        ReportJournal journal,
        CancellationToken ct
    )
    {
        if (webhooks.FirstOrDefault(one => one.Provider == provider) is not { IsOpen: true } webhook)
            return TypedResults.NotFound();
        if (await BodyAsync(request, ct) is not { } body)
            return TypedResults.Problem(
                $"At most {MostBytes} bytes.",
                statusCode: StatusCodes.Status413PayloadTooLarge,
                title: "The body is too large."
            );
        switch (await webhook.ReadAsync(new WebhookRequest(request.Headers, secret, body), ct))
        {
            case WebhookReading.Refused refused:
                journal.NoteRefused(webhook.Provider, refused.Why);
                return TypedResults.Problem($"Not accepted: {refused.Why}.", statusCode: StatusCodes.Status401Unauthorized);
            case WebhookReading.Malformed malformed:
                var (field, rule) = malformed.Rule.Split(": ", 2) is [var name, var rest] ? (name, rest) : ("body", malformed.Rule);
                return TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [field] = [rule] });
            case WebhookReading.Reports reports:
                // Whoever sent them is told "taken" after the commit; what is not taken is sent again.
                await intake.TakeAsync(reports.Items, ct);
                return TypedResults.Ok();
            default:
                throw new InvalidOperationException("A reading is one of three.");
        }
    }

    private static async Task<ReadOnlyMemory<byte>?> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > MostBytes)
            return null;
        using var buffer = new MemoryStream();
        var chunk = new byte[32 * 1024];
        for (int read; (read = await request.Body.ReadAsync(chunk, ct)) > 0; )
        {
            if (buffer.Length + read > MostBytes)
                return null;
            buffer.Write(chunk, 0, read);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }
}
