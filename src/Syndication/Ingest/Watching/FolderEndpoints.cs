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
            .WithSummary(
                "The watched folder: how many files were read, which were refused, and what else is to be known of them, newest first"
            );

    internal static async Task<Ok<FolderView>> Get(FolderJobs jobs, WatchedFileStore store, CancellationToken ct) =>
        TypedResults.Ok(
            new FolderView(
                jobs.IsOn,
                await store.CountAsync(ct),
                [
                    .. (await store.RefusedAsync(Most, ct)).Select(file => new FolderRefusal(
                        file.Path,
                        file.ReadAt,
                        file.Faults.Split('\n')
                    )),
                ],
                [.. (await store.NotedAsync(Most, ct)).Select(file => new FolderNote(file.Path, file.ReadAt, file.Notes.Split('\n')))]
            )
        );
}

/// <summary>The watched folder.</summary>
/// <param name="Watched">Whether there is one.</param>
/// <param name="Files">How many files were read so far.</param>
/// <param name="Refused">Files that were refused in whole or in part; each is read again when it changes.</param>
/// <param name="Noted">Files with something in them that has no place in an article, or that was put right on the way in.</param>
internal sealed record FolderView(bool Watched, int Files, IReadOnlyList<FolderRefusal> Refused, IReadOnlyList<FolderNote> Noted);

/// <summary>A file that was refused.</summary>
/// <param name="File">Its path below the folder.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Faults">Why, one line each.</param>
internal sealed record FolderRefusal(string File, DateTimeOffset ReadAt, IReadOnlyList<string> Faults);

/// <summary>What is to be known of a file that was read.</summary>
/// <param name="File">Its path below the folder.</param>
/// <param name="ReadAt">When it was read.</param>
/// <param name="Notes">One line each.</param>
internal sealed record FolderNote(string File, DateTimeOffset ReadAt, IReadOnlyList<string> Notes);
