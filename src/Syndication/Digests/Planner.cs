using System.Text.RegularExpressions;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>
/// Finds who is due, chooses what each is to get, and queues it: all of a reader's due subscriptions in one issue, an article never twice,
/// none left out (design, "Selection"). Any number may run at once: whoever comes second finds the plan versions moved.
/// </summary>
internal sealed partial class Planner(
    Database database,
    SectionStore sections,
    DueReaders dueReaders,
    DueReaderLoading loading,
    DueRules rules,
    Resumption resumption,
    Inheritance inheritance,
    IssueStore issues,
    PlanWriter writer,
    TimeProvider clock,
    ILogger<Planner> logger
)
{
    /// <summary>One tick. Safe to run again: nothing is due any more.</summary>
    /// <returns>How many messages were queued.</returns>
    public async Task<int> PlanDueAsync(CancellationToken ct)
    {
        await resumption.WakeAsync(ct);
        var tick = await BeginAsync(ct);
        await inheritance.PassOnAsync(tick.Sections, tick.Newest, ct);
        var (readers, queued) = await PlanAsync(tick, ct);
        if (readers > 0)
            LogPlanned(readers, queued, tick.News.Cutoff);
        return queued;
    }

    // One chunk is written while the next is read and decided. A reader of both was decided twice from one plan: the second decision finds the
    // plan's version moved.
    private async Task<(int Readers, int Queued)> PlanAsync(Tick tick, CancellationToken ct)
    {
        var (readers, queued) = (0, 0);
        var writing = Task.FromResult(0);
        try
        {
            await foreach (var chunk in dueReaders.ChunksAsync(tick.Now, tick.Newest, ct))
            {
                // Whoever has an issue of this tick already gets what is left, and what else is new, with the next.
                var due = await loading.LoadAsync([.. chunk.Where(reader => !tick.Served.Contains(reader))], tick.Newest, tick.Now, ct);
                var planned = await DecideAsync(tick, due, ct);
                readers += planned.Count;
                queued += await writing;
                writing = Task.Run(() => writer.WriteAsync(planned, ct), ct);
            }
        }
        finally
        {
            // Not left behind: nothing is written once the tick has ended, however it ended.
            await ((Task)writing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return (readers, queued + await writing);
    }

    /// <summary>What all readers of a tick share.</summary>
    internal async Task<Tick> BeginAsync(CancellationToken ct)
    {
        var cutoff = await database.ReadAsync(Sequences.LastAsync, ct);
        var news = new News(database, cutoff);
        var all = await sections.AllAsync(ct);
        var newest = await news.Corrections.NewestAsync(ct);
        foreach (var section in all)
            newest[section.Slug] = Math.Max(newest.GetValueOrDefault(section.Slug), await news.NewestAsync(section.Slug, ct));
        return new Tick(clock.GetUtcNow(), news, newest, all, new Selection(news, new Received(database)));
    }

    private async Task<IReadOnlyList<PlannedReader>> DecideAsync(Tick tick, IReadOnlyList<DueReader> due, CancellationToken ct)
    {
        // Whoever is only moved on, in quiet hours for one, gets nothing now, whatever there is to say.
        var (awake, moved) = (due.Where(HasDue).ToList(), due.Where(reader => !HasDue(reader)));
        var planned = moved
            .Select(reader => new PlannedReader(reader.Reader.Number, reader.Reader.PlanVersion, Issue: null, reader.Retimed))
            .ToList();
        if (awake.Count == 0)
            return planned;
        var selected = await tick.Selection.ChooseAsync(awake, ct);
        foreach (var reader in awake)
        {
            var chosen = selected[reader.Reader.Number];
            var issue = chosen.IsEmpty ? PlannedIssue.None : await IssueAsync(tick, Draft(tick, reader, chosen), ct);
            if (issue is null)
                continue;
            planned.Add(Decide(tick, reader, chosen, issue));
            if (issue.Id is not null && reader.Plan.Any(one => one.Cadence is Cadence.Each))
                tick.Served.Add(reader.Reader.Number);
        }

        return planned;

        static bool HasDue(DueReader reader) => reader.Due.Count > 0;
    }

    /// <summary>Where the reader goes from here.</summary>
    internal PlannedReader Decide(Tick tick, DueReader reader, Selected chosen, PlannedIssue issue)
    {
        var all = issue.Taken == chosen.Total;
        var reached = all ? tick.News.Cutoff : chosen.Items[issue.Taken - 1].Sequence;
        Move[] moves =
        [
            .. reader.Due.Select(one => new Move(one.Section, Math.Max(one.Mark, reached), rules.Next(reader.Reader, one, tick.Now))),
            .. reader.Retimed,
        ];
        return new PlannedReader(
            reader.Reader.Number,
            reader.Reader.PlanVersion,
            issue.Id,
            moves,
            chosen.CorrectionMark,
            reader.Due.Min(one => one.NextDueAt)
        );
    }

    // Found or compiled once per tick, however many readers share it. One that cannot be rendered must not keep the others from their
    // mail: it is null, and its readers stay due until a tick can.
    private async Task<PlannedIssue?> IssueAsync(Tick tick, IssueDraft draft, CancellationToken ct)
    {
        var key = Convert.ToHexString(issues.SharingKey(draft));
        if (tick.Issues.TryGetValue(key, out var known))
            return known;
        try
        {
            return tick.Issues[key] = await issues.EnsureAsync(draft, ct);
        }
        catch (Exception fault) when (fault is TemplateFaultException or RegexMatchTimeoutException)
        {
            LogNotRendered(fault, string.Join(", ", draft.Sections), draft.Format, draft.Layout);
            return tick.Issues[key] = null;
        }
    }

    /// <summary>What the reader's issue is to be made of.</summary>
    internal static IssueDraft Draft(Tick tick, DueReader reader, Selected chosen)
    {
        var due = reader.Due.Select(subscription => subscription.Section).ToHashSet();
        var followed = reader.Plan.Where(one => one.Cadence is not Cadence.Off).Select(one => one.Section).ToHashSet();
        var local = TimeZoneInfo.ConvertTime(tick.Now, TimeZoneInfo.FindSystemTimeZoneById(reader.Reader.Zone));
        return new IssueDraft
        {
            Sections = [.. tick.Sections.Select(section => section.Slug).Where(due.Contains)],
            Articles =
            [
                .. chosen.Items.Select(item => new DraftArticle(
                    item.Article,
                    item.Revision,
                    due.Contains(item.Home) || (followed.Contains(item.Home) && !due.Contains(item.Section)) ? item.Home : item.Section
                )),
            ],
            Corrections = [.. chosen.Corrections.Select(item => new DraftArticle(item.Article, item.Revision, item.Home))],
            Folded = chosen.Folded,
            Total = chosen.Total,
            After = chosen.After,
            Format = reader.Reader.Format,
            Layout = reader.Reader.Layout,
            Language = reader.Reader.Language,
            Date = DateOnly.FromDateTime(local.DateTime),
        };
    }

    [LoggerMessage(
        EventId = 6001,
        Level = LogLevel.Information,
        Message = "Planned {Readers} readers: {Messages} messages, up to sequence {Cutoff}"
    )]
    private partial void LogPlanned(int readers, int messages, long cutoff);

    [LoggerMessage(
        EventId = 6004,
        Level = LogLevel.Error,
        Message = "The {Format} {Layout} digest of {Sections} cannot be rendered: its readers are left for the next tick"
    )]
    private partial void LogNotRendered(Exception fault, string sections, MailFormat format, MailLayout layout);

    /// <summary>One look at what is due.</summary>
    internal sealed record Tick(
        DateTimeOffset Now,
        News News,
        IReadOnlyDictionary<SectionSlug, long> Newest,
        IReadOnlyList<Section> Sections,
        Selection Selection
    )
    {
        /// <summary>By sharing key; null for one that could not be rendered.</summary>
        public Dictionary<string, PlannedIssue?> Issues { get; } = new(StringComparer.Ordinal);

        /// <summary>Readers with an issue of this tick who might be due once more, by news.</summary>
        public HashSet<long> Served { get; } = [];
    }
}
