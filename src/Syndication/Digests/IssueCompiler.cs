using Microsoft.Extensions.Options;
using Syndication.Digests.Tracking;
using Syndication.Subscribers;

namespace Syndication.Digests;

/// <summary>Makes editions of articles: chooses their forms within the byte budget, orders and renders them.</summary>
internal sealed partial class IssueCompiler(
    IssueRenderer renderer,
    ReaderLinks links,
    IssueTracking tracking,
    IOptions<DigestOptions> options,
    DigestMetrics metrics,
    TimeProvider clock,
    ILogger<IssueCompiler> logger
)
{
    // Headers with DKIM signatures and list addresses, and the borders between parts.
    private const int HeaderBytes = 4_096;
    private const int FrameBytes = 5_000;
    private const int Refinements = 3;
    private const int MostTries = 12;

    /// <summary>An edition of these articles that fits the budget.</summary>
    /// <param name="frame">The issue without articles.</param>
    /// <param name="candidates">In the order of filling; at least one.</param>
    /// <param name="beyond">Candidates that were not even considered.</param>
    /// <param name="keepAll">Leaves none out: an earlier version promised them.</param>
    public CompiledIssue Compile(Edition frame, IReadOnlyList<EditionArticle> candidates, int beyond, bool keepAll)
    {
        var started = clock.GetTimestamp();
        CompiledIssue? tightest = null;
        foreach (var brevity in Brevity.Steps)
        {
            var compiled = Fit(brevity.Of(frame), brevity.Of(candidates), beyond, keepAll);
            if (compiled.Bytes <= options.Value.ByteBudget || tightest is null || compiled.Bytes < tightest.Bytes)
                tightest = compiled;
            if (compiled.Bytes <= options.Value.ByteBudget)
                break;
        }

        metrics.Compiled(clock.GetElapsedTime(started), tightest!.Bytes);
        if (tightest.Bytes > options.Value.ByteBudget)
            LogTooLong(frame.PublicId, tightest.Bytes, options.Value.ByteBudget);
        return tightest;
    }

    /// <summary>What an edition of all these articles is called.</summary>
    public string Subject(Edition frame, IReadOnlyList<EditionArticle> articles) =>
        renderer.Subject(frame with { Articles = EditorsOrder.Of(articles, frame.Matter.Leads) });

    /// <summary>Bytes of the whole encoded message, with links as long as a reader's.</summary>
    public int Measure(RenderedIssue rendered)
    {
        var preferences = links.Preferences(new byte[16], long.MaxValue);
        var unsubscribe = links.Unsubscribe(new byte[16], long.MaxValue);
        return HeaderBytes
            + (2 * EncodedSize.Of(rendered.Subject))
            + EncodedSize.Of(rendered.Holes.Fill(rendered.Text, preferences, unsubscribe))
            + (rendered.Html is null ? 0 : EncodedSize.Of(rendered.Holes.Fill(rendered.Html, preferences, unsubscribe)));
    }

    // As much of it as has room; beyond the budget where not even the least fits.
    private CompiledIssue Fit(Edition frame, IReadOnlyList<EditionArticle> candidates, int beyond, bool keepAll)
    {
        var costs = candidates.Select(candidate => ArticleCosts.Of(candidate.Article, frame.Format)).ToList();
        var budget = options.Value.ByteBudget;
        var room = budget - HeaderBytes - FrameBytes - ArticleCosts.Of(frame.Matter, frame.Format);
        CompiledIssue? best = null;
        for (var attempt = 1; ; attempt++)
        {
            var fitting = Fitting.Of(costs, frame.Layout, room, keepAll);
            var compiled = Render(frame, candidates, beyond, fitting);
            var spare = budget - compiled.Bytes;
            if (spare >= 0 && compiled.Bytes > (best?.Bytes ?? 0))
                best = compiled;
            if (
                attempt == MostTries
                || (spare < 0 && fitting.IsLeast)
                || (best is not null && (attempt >= Refinements || fitting.IsWhole || IsSmall(spare, budget)))
            )
                return best ?? compiled;

            // The costs are estimates: what was rendered says by how much they are off.
            room = Math.Max(0, fitting.Used + spare - (spare < 0 ? budget * attempt / 500 : budget / 200));
        }
    }

    private static bool IsSmall(int spare, int budget) => spare >= 0 && spare < budget / 50;

    private CompiledIssue Render(Edition frame, IReadOnlyList<EditionArticle> candidates, int beyond, Fitting fitting)
    {
        var taken = fitting.Forms.Count;
        var shown = candidates.Take(taken).Select((candidate, index) => candidate with { Form = fitting.Forms[index] });
        var edition = frame with { Articles = EditorsOrder.Of(shown, frame.Matter.Leads), More = candidates.Count - taken + beyond };
        var rendered = renderer.Render(edition);
        var counted = tracking.LinksOf(edition, rendered.Tracking);
        var sent = rendered.Html is { } html ? rendered with { Html = tracking.Wrap(html, counted, rendered.Tracking) } : rendered;
        return new CompiledIssue(edition, rendered, taken, Measure(sent)) { Counted = counted, SentHtml = sent.Html };
    }

    [LoggerMessage(
        EventId = 6007,
        Level = LogLevel.Warning,
        Message = "Issue {Issue} takes {Bytes} bytes with the least there is to say, of {Budget} that it may take (Digests:ByteBudget)"
    )]
    private partial void LogTooLong(string issue, int bytes, int budget);
}

/// <summary>What came of compiling.</summary>
/// <param name="Edition">What it shows.</param>
/// <param name="Rendered">Both parts.</param>
/// <param name="Taken">How many of the candidates are in, in the order of filling.</param>
/// <param name="Bytes">Size of the whole encoded message.</param>
internal sealed record CompiledIssue(Edition Edition, RenderedIssue Rendered, int Taken, int Bytes)
{
    /// <summary>Its links that are counted.</summary>
    public IReadOnlyList<CountedLink> Counted { get; init; } = [];

    /// <summary>The HTML part as a mail has it, with those links; null: text only.</summary>
    public string? SentHtml { get; init; }
}
