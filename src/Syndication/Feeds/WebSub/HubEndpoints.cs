using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Syndication.Publication;

namespace Syndication.Feeds.WebSub;

/// <summary>The hub's address: subscribers post here. Answers are plain text, as the standard has it.</summary>
internal static class HubEndpoints
{
    private const int MaxBytes = 16 * 1024;

    private const string About = """
        This is the WebSub hub (https://www.w3.org/TR/websub/) of this publication's feeds.

        A subscriber posts hub.mode, hub.topic (a feed's own address) and hub.callback here as a form; hub.lease_seconds and
        hub.secret are understood. For reading the feeds in a reader nothing of this is needed.

        """;

    private const string NotYourHub =
        "This hub distributes the feeds of its own publication and knows itself when they change. It takes no hub.mode=publish.";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapMethods("/websub", ReadEndpoints.Methods, Get).ExcludeFromDescription();
        app.MapPost("/websub", PostAsync)
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes))
            .DisableAntiforgery()
            .ExcludeFromDescription();
    }

    internal static IResult Get(HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=3600";
        return Plain(StatusCodes.Status200OK, About);
    }

    internal static async Task<IResult> PostAsync(HttpContext http, HubRequestReader reader, HubIntake intake, CancellationToken ct)
    {
        if (!http.Request.HasFormContentType)
            return Plain(StatusCodes.Status415UnsupportedMediaType, "Send the request as application/x-www-form-urlencoded.");
        IFormCollection form;
        try
        {
            form = await http.Request.ReadFormAsync(ct);
        }
        catch (InvalidDataException)
        {
            return Plain(StatusCodes.Status400BadRequest, "The form cannot be read.");
        }
        catch (BadHttpRequestException fault)
        {
            return Plain(fault.StatusCode, "The form cannot be read: it is at most 16384 bytes.");
        }

        if (form["hub.mode"] == "publish")
            return Plain(StatusCodes.Status403Forbidden, NotYourHub);
        var (request, problem) = reader.Read(form);
        if (request is null)
            return Plain(StatusCodes.Status400BadRequest, problem);
        if (await intake.TakeAsync(request, Network.Of(http.Connection.RemoteIpAddress), ct))
            return Plain(StatusCodes.Status202Accepted, "The callback will be asked to confirm this.");
        http.Response.Headers.RetryAfter = HubIntake.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Plain(
            StatusCodes.Status429TooManyRequests,
            "Too many requests from this network or for this callback's host; try again later."
        );
    }

    private static IResult Plain(int status, string text) => Results.Text(text + "\n", "text/plain; charset=utf-8", statusCode: status);
}
