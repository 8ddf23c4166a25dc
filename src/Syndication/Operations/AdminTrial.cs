using Syndication.Templates;

namespace Syndication.Operations;

/// <summary>Tries the operators' pages.</summary>
internal sealed class AdminTrial(PageRenderer pages) : PageTrial(pages)
{
    /// <inheritdoc/>
    protected override IEnumerable<(string Template, object Model)> Samples =>
        [
            (
                "login",
                new
                {
                    fault = "fault",
                    field = "field",
                    token = "token",
                }
            ),
            ("admin", Admin()),
            ("sources", Sources()),
        ];

    private static object Admin() =>
        new
        {
            name = "name",
            issues = new[]
            {
                new
                {
                    title = "title",
                    address = "/",
                    compiled = "day",
                    state = "state",
                    numbers = "numbers",
                    notes = new[] { "note" },
                    planned = "2",
                    done = "1",
                    moving = true,
                    acts = new[] { new { label = "label", action = "/" } },
                },
            },
            sections = new[]
            {
                new
                {
                    name = "name",
                    slug = "slug",
                    count = 1,
                },
            },
            keys = new[]
            {
                new
                {
                    name = "name",
                    role = "role",
                    created = "day",
                    revoked = "revoked",
                },
            },
            field = "field",
            token = "token",
        };

    private static object Sources() =>
        new
        {
            sources = new[]
            {
                new
                {
                    name = "name",
                    kind = "kind",
                    address = "https://trial.invalid/",
                    section = "section",
                    state = "state",
                    last = "day",
                    next = "day",
                    outcome = "outcome",
                    reason = "reason",
                    notes = new[] { "note" },
                    refusals = new[] { new { item = "item", reason = "reason" } },
                    resumable = true,
                },
            },
            field = "field",
            token = "token",
        };
}
