using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>Tries the list of a section's issues.</summary>
internal sealed class IssuesPageTrial(PageRenderer pages) : PageTrial(pages)
{
    private const string Address = "https://trial.invalid/";

    /// <inheritdoc/>
    protected override IEnumerable<(string Template, object Model)> Samples =>
        [
            (
                "issues",
                new
                {
                    section = Address,
                    subscribe = Address,
                    issues = new[]
                    {
                        new
                        {
                            title = "title",
                            address = Address,
                            language = "en",
                            day = "day",
                            date = "2026-03-02",
                        },
                    },
                }
            ),
        ];
}
