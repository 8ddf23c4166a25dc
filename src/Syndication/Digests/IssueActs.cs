using Microsoft.EntityFrameworkCore;
using Syndication.Delivery;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>The operator's switches, the same behind the API, the command line and <c>/admin</c>. Each is safe to run again.</summary>
internal sealed class IssueActs(
    Database database,
    IssueDesk desk,
    IssueApproval approval,
    Resending resending,
    Recovery recovery,
    SenderSignal senders
)
{
    private const string NotOpen =
        "Only an issue that is open, or held by the gate, can be paused, and only a paused one resumed; a cancelled one is not resumed but sent again.";

    private const string NotWaiting = "Only an issue that waits for approval can be approved.";

    /// <summary>Does it, and wakes the senders where there is something to send.</summary>
    public async Task<IssueActOutcome> DoAsync(string publicId, IssueAct act, CancellationToken ct)
    {
        if (await NumberAsync(publicId, ct) is not { } issue)
            return new IssueActOutcome.Unknown();
        var outcome = await DoAsync(publicId, issue, act, ct);
        if (act is IssueAct.Approve or IssueAct.Cancel or IssueAct.Resend or IssueAct.Release)
            senders.Wake();
        return outcome;
    }

    private async Task<IssueActOutcome> DoAsync(string publicId, long issue, IssueAct act, CancellationToken ct) =>
        act switch
        {
            IssueAct.Approve => await approval.ApproveAsync(issue, ct)
                ? new IssueActOutcome.Done(null)
                : new IssueActOutcome.Refused(NotWaiting),
            IssueAct.Pause => await SwitchAsync(publicId, MailingState.Paused, ct),
            IssueAct.Resume => await SwitchAsync(publicId, MailingState.Open, ct),
            IssueAct.Cancel => await SwitchAsync(publicId, MailingState.Cancelled, ct),
            IssueAct.Resend => new IssueActOutcome.Done(await resending.SendAgainAsync(issue, ct)),
            IssueAct.Release => await WriteAsync((db, token) => recovery.ReleaseAsync(db, MessageStream.Digest, issue, null, token), ct),
            IssueAct.GiveUp => await WriteAsync((db, token) => recovery.GiveUpAsync(db, MessageStream.Digest, issue, null, token), ct),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
        };

    private async Task<IssueActOutcome> SwitchAsync(string publicId, MailingState state, CancellationToken ct) =>
        await desk.SwitchAsync(publicId, state, ct) switch
        {
            null => new IssueActOutcome.Unknown(),
            false => new IssueActOutcome.Refused(NotOpen),
            true => new IssueActOutcome.Done(null),
        };

    private async Task<IssueActOutcome> WriteAsync(Func<PublicationDb, CancellationToken, Task<int>> write, CancellationToken ct) =>
        new IssueActOutcome.Done(await database.WriteAsync(write, ct));

    private Task<long?> NumberAsync(string publicId, CancellationToken ct) =>
        database.ReadAsync(
            (db, token) =>
                db.Set<Issue>().Where(issue => issue.PublicId == publicId).Select(issue => (long?)issue.Id).SingleOrDefaultAsync(token),
            ct
        );
}
