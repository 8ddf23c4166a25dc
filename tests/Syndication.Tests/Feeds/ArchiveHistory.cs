using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Publication;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>A publication with small feeds, to which what happens to publications is done step by step.</summary>
internal sealed class ArchiveHistory : IDisposable
{
    private static readonly SectionSlug[] Sections = [new("gear"), new("harbour")];
    private readonly List<(ArticleId Id, ArticleContent Content)> written = [];

    public ArchiveHistory(int itemCount = 4)
    {
        Host.Settings["Feeds:ItemCount"] = $"{itemCount}";
        // About four of the articles below in a part.
        Host.Settings["Feeds:ByteBudget"] = "65536";
        Host.WithSectionsAsync().GetAwaiter().GetResult();
    }

    public static IReadOnlyList<Scope> Scopes { get; } = [Scope.Publication, .. Sections.Select(Scope.Section)];

    public SyndicationHost Host { get; } = new();

    private ArticlePublisher Publisher => Host.Services.GetRequiredService<ArticlePublisher>();

    /// <summary>One step.</summary>
    /// <param name="kind">What happens.</param>
    /// <param name="which">To which article, or how.</param>
    public Task DoAsync(byte kind, byte which) =>
        (kind % 12) switch
        {
            0 or 1 => PublishAsync(Content(which)),
            2 => PublishAsync(Content(which) with { PublishedAt = Host.Clock.GetUtcNow().AddDays(-which) }),
            3 => PublishAsync([.. Enumerable.Range(0, 5).Select(i => Content((byte)(which + i)) with { PublishedAt = null })]),
            4 => ReviseAsync(which, content => content with { Title = content.Title + "!" }),
            5 or 6 => WithdrawAsync(which),
            7 => ReviseAsync(which, content => content with { Draft = false }),
            8 => ReviseAsync(which, content => content with { Section = Sections[which % 2], OtherSections = [] }),
            9 => ReviseAsync(which, content => content with { Draft = true }),
            _ => Advance(TimeSpan.FromDays(1 + (which % 40))),
        };

    public Task<IReadOnlyList<Article>> VisibleAsync(Scope scope) => Host.Articles.HeadsAsync(scope, 0, 1000, CancellationToken.None);

    /// <summary>All archives of a scope, those with nothing to show too.</summary>
    public Task<List<ArchivePart>> PartsAsync(Scope scope) =>
        Host.Database.ReadAsync(
            (db, ct) => db.Set<ArchivePart>().Where(part => part.Scope == scope.Key).OrderBy(part => part.Place).ToListAsync(ct),
            CancellationToken.None
        );

    public async Task<ArticleId> PublishAsync(params ArticleContent[] contents)
    {
        foreach (var content in contents)
            written.Add((await Host.PublishAsync(content), content));
        return written[^1].Id;
    }

    public Task WithdrawAsync(ArticleId id) =>
        Host.Database.WriteAsync((db, ct) => Publisher.WithdrawAsync(db, id, ct), CancellationToken.None);

    public Task ReviseAsync(ArticleId id, ArticleContent content) =>
        Host.Database.WriteAsync((db, ct) => Publisher.ReviseAsync(db, id, content, ct), CancellationToken.None);

    public static ArticleContent Content(byte which) =>
        FeedFixture.Plain($"Piece {which}", hoursAgo: which) with
        {
            Section = Sections[which % 2],
            OtherSections = which % 3 == 0 ? [Sections[(which + 1) % 2]] : [],
            BodyHtml = $"<p>{new string('x', 9000 + (which * 20))}</p>",
        };

    public void Dispose() => Host.Dispose();

    private async Task ReviseAsync(byte which, Func<ArticleContent, ArticleContent> change)
    {
        if (written.Count == 0)
            return;
        var index = which % written.Count;
        written[index] = (written[index].Id, change(written[index].Content));
        await ReviseAsync(written[index].Id, written[index].Content);
    }

    private Task WithdrawAsync(byte which) => written.Count == 0 ? Task.CompletedTask : WithdrawAsync(written[which % written.Count].Id);

    private Task Advance(TimeSpan by)
    {
        Host.Clock.Advance(by);
        return Task.CompletedTask;
    }
}
