using System.Text.RegularExpressions;
using FsCheck.Xunit;
using Microsoft.Extensions.DependencyInjection;
using Syndication.Articles;
using Syndication.Articles.Search;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Tests.Feeds;
using Syndication.Tests.Support;

namespace Syndication.Tests.Articles.Search;

/// <summary>Whatever happened to a publication, a search finds what reading every visible article would find.</summary>
public sealed partial class SearchHistoryTests
{
    private static readonly string[] Words = ["tide", "salt", "gear", "boot", "mole", "pier"];

    [Property(MaxTest = 12, EndSize = 50)]
    public void A_search_finds_what_a_scan_of_all_visible_articles_finds((byte Kind, byte Which, byte Text)[] steps)
    {
        using var history = new History();
        foreach (var (kind, which, text) in ((byte, byte, byte)[])[(0, 3, 7), (1, 90, 25), (0, 4, 44), .. steps])
            history.DoAsync(kind, which, text).GetAwaiter().GetResult();

        history.CompareAsync().GetAwaiter().GetResult();
    }

    [GeneratedRegex(@"\w+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word { get; }

    private sealed class History : IDisposable
    {
        private readonly SyndicationHost host = new();
        private readonly List<ArticleId> written = [];

        public History() => host.WithSectionsAsync().GetAwaiter().GetResult();

        public Task DoAsync(byte kind, byte which, byte text) =>
            (kind % 8) switch
            {
                0 or 1 => PublishAsync(Content(which, text)),
                2 => PublishAsync(Content(which, text) with { PublishedAt = host.Clock.GetUtcNow().AddDays(which % 30) }),
                3 => PublishAsync(Content(which, text) with { ExpiresAt = host.Clock.GetUtcNow().AddDays(which % 30) }),
                4 => ChangeAsync(which, (publisher, db, id, ct) => publisher.ReviseAsync(db, id, Content(which, text), ct)),
                5 => ChangeAsync(
                    which,
                    async (publisher, db, id, ct) =>
                    {
                        await publisher.WithdrawAsync(db, id, ct);
                        return true;
                    }
                ),
                6 => ChangeAsync(
                    which,
                    (publisher, db, id, ct) => publisher.ReviseAsync(db, id, Content(which, text) with { Draft = text % 2 == 0 }, ct)
                ),
                _ => host.AdvanceAsync(TimeSpan.FromDays(1 + (which % 20))),
            };

        public async Task CompareAsync()
        {
            var visible = await host.Articles.LatestAsync(Scope.Publication, 1000, CancellationToken.None);
            foreach (var (one, other) in Words.SelectMany(one => Words.Select(other => (one, other))))
            {
                await CompareAsync($"{one} {other}", visible.Where(article => Has(article, one) && Has(article, other)));
                await CompareAsync(
                    $"\"{one} {other}\"",
                    visible.Where(article => TextsOf(article).Any(text => text.Contains($" {one} {other} ")))
                );
                if (one != other)
                    await CompareAsync($"{one} -{other}", visible.Where(article => Has(article, one) && !Has(article, other)));
            }
        }

        public void Dispose() => host.Dispose();

        private static bool Has(Article article, string word) => TextsOf(article).Any(text => text.Contains($" {word} "));

        private static IEnumerable<string> TextsOf(Article article) =>
            ((string[])[article.Title, article.Summary, article.BodyHtml, .. article.Authors.Select(author => author.Name)]).Select(text =>
                $" {string.Join(' ', Word.Matches(text).Select(match => match.Value.ToLowerInvariant()))} "
            );

        private static ArticleContent Content(byte which, byte text) =>
            FeedFixture.Plain($"{WordOf(text)} {WordOf(text / 6)}", hoursAgo: which) with
            {
                BodyHtml = $"<p>{WordOf(text / 3)} <b>{WordOf(text / 9)}</b></p><p>{WordOf(which)}</p>",
                Authors = [new ArticleAuthor(new AuthorSlug($"author-{which % 3}"), $"{WordOf(text / 5)} Person")],
            };

        private static string WordOf(int number) => Words[number % Words.Length];

        private async Task CompareAsync(string typed, IEnumerable<Article> expected)
        {
            Assert.True(SearchQuery.TryParse(typed, out var query, out _));
            var found = await host.Services.GetRequiredService<ArticleSearch>().HeadsAsync(query, 1000, CancellationToken.None);
            Assert.Equal(expected.Select(article => article.Id), found.Select(article => article.Id));
        }

        private async Task PublishAsync(ArticleContent content) => written.Add(await host.PublishAsync(content));

        private Task ChangeAsync(byte which, Func<ArticlePublisher, PublicationDb, ArticleId, CancellationToken, Task<bool>> change) =>
            written.Count == 0
                ? Task.CompletedTask
                : host.Database.WriteAsync(
                    (db, ct) => change(host.Services.GetRequiredService<ArticlePublisher>(), db, written[which % written.Count], ct),
                    CancellationToken.None
                );
    }
}
