using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Syndication.Digests.Tracking;
using Syndication.Storage;

namespace Syndication.Digests;

/// <summary>
/// Issues as they are to be sent now. A withdrawal or a revision since the newest version makes the next one, once, for the messages that
/// are still to be sent.
/// </summary>
internal sealed partial class IssueVersions(
    Database database,
    IssueRenewal renewal,
    IssueTracking tracking,
    TimeProvider clock,
    ILogger<IssueVersions> logger
) : IDisposable
{
    private const long MostCachedCharacters = 16_000_000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostCachedCharacters });
    private readonly SemaphoreSlim renewing = new(1, 1);

    /// <summary>The newest version, renewed if the articles changed; null where nothing is left in it.</summary>
    /// <param name="issue">Which.</param>
    /// <param name="stamp">The publication's version: while it stands still, no article changed.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<SendableIssue?> CurrentAsync(long issue, long stamp, CancellationToken ct)
    {
        if (cache.TryGetValue(issue, out Checked? known) && known!.Stamp == stamp)
            return known.Issue;
        await renewing.WaitAsync(ct);
        try
        {
            if (cache.TryGetValue(issue, out known) && known!.Stamp == stamp)
                return known.Issue;
            var current = await CountedAsync(await RenewAsync(issue, ct), ct);
            var size = 1_000 + (current?.Content.Text.Length ?? 0) + (current?.Content.Html?.Length ?? 0) + (current?.Tracked?.Length ?? 0);
            cache.Set(issue, new Checked(stamp, current), new MemoryCacheEntryOptions { Size = size });
            return current;
        }
        finally
        {
            renewing.Release();
        }
    }

    /// <summary>One version as it was, whatever changed since: what a message in doubt is sent again with.</summary>
    public async Task<SendableIssue?> FindAsync(long issue, int version, CancellationToken ct) =>
        await CountedAsync(await renewal.ReadAsync(issue, version, ct), ct);

    /// <inheritdoc/>
    public void Dispose()
    {
        cache.Dispose();
        renewing.Dispose();
    }

    private async Task<SendableIssue?> CountedAsync(SendableIssue? plain, CancellationToken ct)
    {
        if (plain?.Content is not { Html: { } html } content)
            return plain;
        var mode = tracking.ModeOf(content);
        if (mode is TrackingMode.None)
            return plain;
        var links = await database.ReadAsync((db, token) => TrackedLinks.OfAsync(db, content.Issue, token), ct);
        return new SendableIssue(plain.Issue, content, plain.Articles, tracking.Wrap(html, links, mode))
        {
            SectionName = plain.SectionName,
        };
    }

    private async Task<SendableIssue?> RenewAsync(long issue, CancellationToken ct)
    {
        var current = await renewal.ReadAsync(issue, version: null, ct);
        if (current is null || current.Issue.State is IssueState.Emptied)
            return null;
        if (!await renewal.HasChangedAsync(current, ct))
            return current;
        var next = await NextAsync(current, ct);
        LogRenewed(current.Issue.PublicId, current.Content.Version + 1, next?.Articles.Count ?? 0);
        return next;
    }

    private async Task<SendableIssue?> NextAsync(SendableIssue current, CancellationToken ct)
    {
        var issue = current.Issue.Id;
        if (await renewal.CompileAsync(current, ct) is not { } compiled)
        {
            await database.WriteAsync((db, token) => EmptyAsync(db, issue, token), ct);
            return null;
        }

        try
        {
            await database.WriteAsync((db, token) => AddAsync(db, issue, current.Content.Version, compiled, token), ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // Another node made the same version: it is as good as ours.
        }

        return await renewal.ReadAsync(issue, version: null, ct);
    }

    private async Task AddAsync(PublicationDb db, long issue, int version, CompiledIssue compiled, CancellationToken ct)
    {
        var moved = await db.Set<Issue>()
            .Where(row => row.Id == issue && row.Version == version)
            .ExecuteUpdateAsync(
                change =>
                    change
                        .SetProperty(row => row.Version, version + 1)
                        .SetProperty(row => row.Title, compiled.Rendered.Subject)
                        .SetProperty(row => row.SharingKey, (byte[]?)null),
                ct
            );
        if (moved == 0)
            return;
        IssueStore.AddVersion(db, issue, version + 1, compiled, clock.GetUtcNow());
        await TrackedLinks.AddAsync(db, issue, compiled.Counted, ct);
    }

    private static Task<int> EmptyAsync(PublicationDb db, long issue, CancellationToken ct) =>
        db.Set<Issue>()
            .Where(row => row.Id == issue)
            .ExecuteUpdateAsync(
                change => change.SetProperty(row => row.State, IssueState.Emptied).SetProperty(row => row.SharingKey, (byte[]?)null),
                ct
            );

    [LoggerMessage(
        EventId = 6003,
        Level = LogLevel.Information,
        Message = "Issue {Issue} changed while it was sent: version {Version} has {Articles} articles"
    )]
    private partial void LogRenewed(string issue, int version, int articles);

    private sealed record Checked(long Stamp, SendableIssue? Issue);
}
