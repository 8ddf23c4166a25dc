using Microsoft.AspNetCore.Http.HttpResults;
using Syndication.Publication;

namespace Syndication.Ingest.Watching;

/// <summary>What operators and newsroom systems see of the watched folder.</summary>
internal static class FolderEndpoints
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapMethods("/api/v1/folder", ReadEndpoints.Methods, Get)
            .RequireAuthorization(AccessPolicies.Newsroom)
            .WithTags("Ways in")
            .WithSummary("The watched folder: how many files were read, and those that were refused, newest first");

    internal static async Task<Ok<FolderView>> Get(FolderJobs jobs, WatchedFileStore store, CancellationToken ct) =>
        TypedResults.Ok(
            new FolderView(
                jobs.IsOn,
                await store.CountAsync(ct),
                [.. (await store.RefusedAsync(Most, ct)).Select(file => new FolderRefusal(file.Path, file.ReadAt, file.Faults.Split('\n')))]
            )
        );
}

/// <summary>The watched folder.</summary>
/// <param name="Watched">Whether there is one.</param>
/// <param name="Files">How many files were read so far.</param>
/// <param name="Refused">Files that were refused in whole or in part; each is read again when it changes.</param>
internal sealed record FolderView(bool Watched, int Files, IReadOnlyList<FolderRefusal> Refused);

/// <summary>A file that was refused.</summary>
/// <param name="File">Its path below the folder.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Faults">Why, one line each.</param>
internal sealed record FolderRefusal(string File, DateTimeOffset ReadAt, IReadOnlyList<string> Faults);
