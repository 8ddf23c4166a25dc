using System.Diagnostics.CodeAnalysis;

namespace Syndication.Publication;

/// <summary>Endpoints that only read.</summary>
public static class ReadEndpoints
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Answers GET and HEAD alike; <c>MapGet</c> alone answers HEAD with 405.</summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder app, [StringSyntax("Route")] string pattern, Delegate handler) =>
        app.MapMethods(pattern, Methods, handler);
}
