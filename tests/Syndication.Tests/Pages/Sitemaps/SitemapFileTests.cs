using Syndication.Pages.Sitemaps;
using Syndication.Publication;

namespace Syndication.Tests.Pages.Sitemaps;

public sealed class SitemapFileTests
{
    [Fact]
    public void A_months_parts_share_files_up_to_the_limit_and_no_file_spans_months()
    {
        var parts = new[] { Part(2, 1, 3), Part(2, 2, 2), Part(2, 3, 1), Part(3, 1, 9), Part(3, 2, 1), Part(4, 1, 1) };

        var files = SitemapFile.Of(parts, most: 5).ToList();

        Assert.Equal(["2026-02", "2026-02-2", "2026-03", "2026-03-2", "2026-04"], files.Select(file => file.Name.ToString()));
        Assert.Equal([2, 1, 1, 1, 1], files.Select(file => file.Parts.Count));
        Assert.Empty(SitemapFile.Of([], most: 5));
    }

    [Fact]
    public void A_files_state_and_date_move_with_any_of_its_parts()
    {
        var (first, second) = (Part(2, 1, 3), Part(2, 2, 2));
        var before = SitemapFile.Of([first, second], most: 5).Single();
        var (state, changedAt) = (before.State, before.ChangedAt);
        second.Version++;
        second.ChangedAt += 60;

        var after = SitemapFile.Of([first, second], most: 5).Single();

        Assert.NotEqual(state, after.State);
        Assert.Equal(changedAt.AddSeconds(60), after.ChangedAt);
    }

    private static ArchivePart Part(int month, int part, int visible) =>
        new()
        {
            Scope = "all",
            Place = new ArchivePlace(2026, month, part).Number,
            Visible = visible,
            Version = 1,
            ChangedAt = 1_772_000_000,
        };
}
