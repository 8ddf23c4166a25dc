using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Publication;

namespace Syndication.Operations.Sample;

/// <summary>The sample publication's pictures, in Development.</summary>
internal static class SamplePictures
{
    public static void MapSamplePictures(this IEndpointRouteBuilder app) =>
        app.MapMethods("/sample/{name}", ReadEndpoints.Methods, GetPicture).ExcludeFromDescription();

    internal static Results<FileContentHttpResult, NotFound> GetPicture(string name) =>
        SampleFiles.Image(name) is { } picture ? TypedResults.Bytes(picture, "image/jpeg") : TypedResults.NotFound();
}
