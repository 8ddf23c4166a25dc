using Microsoft.AspNetCore.Mvc;
using Syndication.Publication;

namespace Syndication.Subscribers;

/// <summary>Forms that anybody may send.</summary>
internal static class FormReading
{
    private const int MaxBytes = 64 * 1024;

    /// <summary>The form, urlencoded or multipart; empty where the body is none or too large.</summary>
    public static async Task<IFormCollection> ReadOrEmptyAsync(HttpRequest request, CancellationToken ct)
    {
        if (!request.HasFormContentType)
            return FormCollection.Empty;
        try
        {
            return await request.ReadFormAsync(ct);
        }
        catch (Exception fault) when (fault is InvalidDataException or BadHttpRequestException)
        {
            return FormCollection.Empty;
        }
    }

    /// <summary>For a form's POST: small, and taken by its token or by nothing at all rather than by a cookie, so there is nothing to forge.</summary>
    public static RouteHandlerBuilder TakesForm(this RouteHandlerBuilder post) =>
        post.WithMetadata(new RequestSizeLimitAttribute(MaxBytes)).DisableAntiforgery();

    /// <summary>Where the client is.</summary>
    public static Network NetworkOf(HttpContext http) => Network.Of(http.Connection.RemoteIpAddress);
}
