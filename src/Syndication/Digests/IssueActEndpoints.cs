using Microsoft.AspNetCore.Http.HttpResults;

namespace Syndication.Digests;

/// <summary>The operator's switches in the API: <c>POST /api/v1/issues/{issue}/…</c>. Each answers with the issue as it is then.</summary>
internal static class IssueActEndpoints
{
    public static void Map(IEndpointRouteBuilder issues)
    {
        issues.MapPost("/{issue}/approve", ApproveAsync).WithSummary("Lets an issue go out that waits for approval");
        issues.MapPost("/{issue}/pause", PauseAsync).WithSummary("Sends no more of an issue for now");
        issues.MapPost("/{issue}/resume", ResumeAsync).WithSummary("Goes on with an issue that was paused");
        issues.MapPost("/{issue}/cancel", CancelAsync).WithSummary("Sends no more of an issue, for good");
        issues.MapPost("/{issue}/resend", ResendAsync).WithSummary("Sends an issue to exactly those who did not get it");
        issues.MapPost("/{issue}/release", ReleaseAsync).WithSummary("Sends again what may have arrived and was held");
        issues.MapPost("/{issue}/give-up", GiveUpAsync).WithSummary("Ends what may have arrived and was held");
    }

    internal static Task<Results<Ok<IssueSummary>, NotFound, ProblemHttpResult>> ApproveAsync(
        string issue,
        IssueActs acts,
        IssueDesk desk,
        CancellationToken ct
    ) => DoAsync(issue, IssueAct.Approve, acts, desk, ct);

    internal static Task<Results<Ok<IssueSummary>, NotFound, ProblemHttpResult>> PauseAsync(
        string issue,
        IssueActs acts,
        IssueDesk desk,
        CancellationToken ct
    ) => DoAsync(issue, IssueAct.Pause, acts, desk, ct);

    internal static Task<Results<Ok<IssueSummary>, NotFound, ProblemHttpResult>> ResumeAsync(
        string issue,
        IssueActs acts,
        IssueDesk desk,
        CancellationToken ct
    ) => DoAsync(issue, IssueAct.Resume, acts, desk, ct);

    internal static Task<Results<Ok<IssueSummary>, NotFound, ProblemHttpResult>> CancelAsync(
        string issue,
        IssueActs acts,
        IssueDesk desk,
        CancellationToken ct
    ) => DoAsync(issue, IssueAct.Cancel, acts, desk, ct);

    internal static Task<Results<Ok<IssueSummary>, NotFound, ProblemHttpResult>> ResendAsync(
        string issue,
        IssueActs acts,
        IssueDesk desk,
        CancellationToken ct
    ) => DoAsync(issue, IssueAct.Resend, acts, desk, ct);

    internal static Task<Results<Ok<IssueSummary>, NotFound, ProblemHttpResult>> ReleaseAsync(
        string issue,
        IssueActs acts,
        IssueDesk desk,
        CancellationToken ct
    ) => DoAsync(issue, IssueAct.Release, acts, desk, ct);

    internal static Task<Results<Ok<IssueSummary>, NotFound, ProblemHttpResult>> GiveUpAsync(
        string issue,
        IssueActs acts,
        IssueDesk desk,
        CancellationToken ct
    ) => DoAsync(issue, IssueAct.GiveUp, acts, desk, ct);

    private static async Task<Results<Ok<IssueSummary>, NotFound, ProblemHttpResult>> DoAsync(
        string issue,
        IssueAct act,
        IssueActs acts,
        IssueDesk desk,
        CancellationToken ct
    ) =>
        await acts.DoAsync(issue, act, ct) switch
        {
            IssueActOutcome.Refused refused => TypedResults.Problem(refused.Reason, statusCode: StatusCodes.Status409Conflict),
            IssueActOutcome.Done => TypedResults.Ok((await desk.FindAsync(issue, ct))!),
            _ => TypedResults.NotFound(),
        };
}
