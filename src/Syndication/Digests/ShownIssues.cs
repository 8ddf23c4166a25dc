using Microsoft.Extensions.Caching.Memory;

namespace Syndication.Digests;

/// <summary>
/// Issues as anyone may see them in a browser, long after they were sent: without what was withdrawn, and by the newest revisions. Nothing is
/// stored, and memory is its own: whoever looks through old issues keeps none from being sent.
/// </summary>
internal sealed class ShownIssues(IssueRenewal renewal, PublicationStamp stamp, TimeProvider clock) : IDisposable
{
    private const long MostCachedCharacters = 8_000_000;

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = MostCachedCharacters });
    private readonly SemaphoreSlim compiling = new(1, 1);

    /// <summary>The issue of that address; null where there is none.</summary>
    public async Task<ShownIssue?> FindAsync(string publicId, CancellationToken ct)
    {
        var now = await stamp.ReadAsync(ct);
        if (Known(publicId, now) is { } known)
            return known;
        if (await renewal.ReadAsync(publicId, ct) is not { } stored)
            return null;
        if (stored.Issue.State is IssueState.Emptied)
            return Keep(now, new ShownIssue(stored.Issue, Content: null));
        if (!await renewal.HasChangedAsync(stored, ct))
            return Keep(now, new ShownIssue(stored.Issue, stored.Content));
        await compiling.WaitAsync(ct);
        try
        {
            return Known(publicId, now) ?? Keep(now, new ShownIssue(stored.Issue, await CompileAsync(stored, ct)));
        }
        finally
        {
            compiling.Release();
        }
    }

    /// <summary>What issues are called now; those of which nothing is left are not in it.</summary>
    /// <param name="stored">What they were called when they were compiled, by number.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyDictionary<long, string>> TitlesAsync(IReadOnlyDictionary<long, string> stored, CancellationToken ct)
    {
        var now = await stamp.ReadAsync(ct);
        var titles = new Dictionary<long, string>(stored);
        foreach (var issue in await renewal.ChangedAsync([.. stored.Keys], ct))
        {
            if (!cache.TryGetValue(issue, out CheckedTitle? known) || known!.Stamp != now)
            {
                var title = await renewal.ReadAsync(issue, version: null, ct) is { } read ? await renewal.TitleAsync(read, ct) : null;
                known = cache.Set(issue, new CheckedTitle(now, title), new MemoryCacheEntryOptions { Size = 1_000 });
            }

            if (known.Title is { } said)
                titles[issue] = said;
            else
                titles.Remove(issue);
        }

        return titles;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cache.Dispose();
        compiling.Dispose();
    }

    private async Task<IssueVersion?> CompileAsync(SendableIssue stored, CancellationToken ct) =>
        await renewal.CompileAsync(stored, ct) is { } compiled
            ? IssueStore.VersionOf(stored.Issue.Id, stored.Content.Version, compiled, clock.GetUtcNow())
            : null;

    private ShownIssue? Known(string publicId, long now) =>
        cache.TryGetValue(publicId, out Checked? known) && known!.Stamp == now ? known.Issue : null;

    private ShownIssue Keep(long now, ShownIssue issue)
    {
        var size = 1_000 + (issue.Content?.Text.Length ?? 0) + (issue.Content?.Html?.Length ?? 0);
        cache.Set(issue.Issue.PublicId, new Checked(now, issue), new MemoryCacheEntryOptions { Size = size });
        return issue;
    }

    private sealed record Checked(long Stamp, ShownIssue Issue);

    private sealed record CheckedTitle(long Stamp, string? Title);
}

/// <summary>An issue in the browser.</summary>
/// <param name="Issue">The issue.</param>
/// <param name="Content">What it shows now; null: nothing is left in it.</param>
internal sealed record ShownIssue(Issue Issue, IssueVersion? Content);
