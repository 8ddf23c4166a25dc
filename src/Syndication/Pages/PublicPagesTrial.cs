using Syndication.Templates;

namespace Syndication.Pages;

/// <summary>Tries the pages that everybody sees.</summary>
internal sealed class PublicPagesTrial(PageRenderer pages) : PageTrial(pages)
{
    private const string Address = "https://trial.invalid/";

    private static readonly object Image = new
    {
        url = Address,
        alt = "alt",
        credit = "credit",
        width = "3",
        height = "2",
    };

    private static readonly object Author = new
    {
        url = Address,
        name = "name",
        role = "role",
        biography = "biography",
        site = Address,
    };

    private static readonly object Feed = new
    {
        label = "label",
        title = "title",
        href = Address,
        type = "type",
    };

    private static readonly object[] Sections =
    [
        new
        {
            url = Address,
            name = "name",
            current = true,
        },
    ];

    /// <inheritdoc/>
    protected override IEnumerable<(string Template, object Model)> Samples =>
        [
            ("home", Home(Card(Image))),
            ("home", Home("")),
            (
                "section",
                List(
                    new
                    {
                        name = "name",
                        description = "description",
                        note = "note",
                        ended = true,
                        issues = Address,
                    }
                )
            ),
            ("author", List(Author)),
            ("tag", List(new { name = "name" })),
            ("article", Article(Image)),
            ("article", Article("")),
            ("feeds", Feeds()),
            ("search", Search()),
            ("missing", new { gone = true }),
        ];

    private static object Card(object image) =>
        new
        {
            url = Address,
            title = "title",
            summary = "summary",
            language = "en",
            direction = "ltr",
            section = "section",
            sectionUrl = Address,
            authors = new[] { new { name = "name" }, new { name = "name" } },
            published = "day",
            publishedMachine = "day",
            image,
        };

    private static object[] Cards() => [Card(Image), Card("")];

    private static object Home(object lead) =>
        new
        {
            name = "name",
            tagline = "tagline",
            sections = Sections,
            lead,
            blocks = new[]
            {
                new
                {
                    name = "name",
                    url = Address,
                    description = "description",
                    articles = Cards(),
                },
            },
            feeds = new[] { Feed },
            subscribe = Address,
            allFeeds = Address,
        };

    private static object List(object about) =>
        new
        {
            about,
            count = 1,
            sections = Sections,
            articles = Cards(),
            publication = "publication",
            feeds = new[] { Feed },
            subscribe = Address,
            page = 2,
            pages = 3,
            newer = Address,
            older = Address,
        };

    private static object Article(object image) =>
        new
        {
            sections = Sections,
            article = new
            {
                title = "title",
                summary = "summary",
                language = "en",
                direction = "ltr",
                sectionName = "section",
                published = "day",
                publishedMachine = "day",
                updated = "day",
                updatedMachine = "day",
                minutes = 2,
                image,
                correction = "correction",
                body = "<p>body</p>",
                enclosures = new[]
                {
                    new
                    {
                        url = Address,
                        type = "type",
                        name = "name",
                    },
                },
                original = Address,
                originalHost = "host",
            },
            data = "{}",
            section = Sections[0],
            note = "note",
            authors = new[] { Author, Author },
            boxes = new[] { Author },
            tags = new[] { new { url = Address, name = "name" } },
            feeds = new[] { Feed },
            subscribe = Address,
        };

    private static object Feeds() =>
        new
        {
            publication = "publication",
            groups = new[]
            {
                new
                {
                    title = "title",
                    cut = true,
                    rows = new[]
                    {
                        new
                        {
                            name = "name",
                            url = Address,
                            count = "1",
                            since = "month",
                            feeds = new[] { Feed },
                        },
                    },
                },
            },
            opml = Address,
            subscribe = Address,
            hub = Address,
        };

    private static object Search() =>
        new
        {
            typed = "typed",
            fault = "fault",
            searched = true,
            sections = Sections,
            articles = Cards(),
            count = 1,
            more = true,
            feeds = new[] { Feed },
            most = 100,
            action = Address,
        };
}
