using Syndication.Articles;
using Syndication.Digests;
using Syndication.Digests.Editors;
using Syndication.Publication;
using Syndication.Subscribers;

namespace Syndication.Tests.Digests;

/// <summary>A fixed edition with everything that a digest can show, for golden mails.</summary>
internal static class SampleEdition
{
    private static readonly Section Post = Section(
        "observation-post",
        "Observation Post",
        0,
        "Observation Post is where readers tell what they saw."
    );
    private static readonly Section Gear = Section(
        "gear",
        "Gear",
        1,
        "Gear is where we take things into the field and bring them back broken."
    );
    private static readonly Section World = Section("world", "World", 2, "");

    public static Edition Of(MailLayout layout, MailFormat format = MailFormat.Html) =>
        new()
        {
            PublicId = "sample-issue",
            Format = format,
            Layout = layout,
            Language = "en-US",
            Date = new DateOnly(2026, 3, 2),
            Sections = [Post, Gear, World],
            Articles = [],
            More = 0,
        };

    /// <summary>The same with everything that editors add.</summary>
    public static Edition WithMatter(MailLayout layout) =>
        Of(layout) with
        {
            Matter = new EditorsMatter
            {
                Note = "Dear readers,\n\nthis week we look at what holds, and at what does not. The bridge comes first.",
                Sponsor = new Insert
                {
                    PublicId = "tents",
                    Kind = InsertKind.Sponsor,
                    Title = "Tents & Co",
                    Text = "Tents that stand in any wind, made in Porto since 1962.",
                    Link = "https://tents.example/?from=digest",
                    Image = new ArticleImage("https://img.example.org/tents.jpg", "A tent on a hill", Credit: null, 1200, 400),
                },
                Leads = [Boots().Id],
            },
        };

    /// <summary>The same without anything new: what readers received is put right.</summary>
    public static Edition WithCorrections(Edition frame) =>
        frame with
        {
            Sections = [Post],
            Corrections =
            [
                new EditionArticle(Bridge(), Post, ArticleForm.Correction),
                new EditionArticle(Boots() with { Correction = "The Birch boots cost € 105, not € 95." }, Gear, ArticleForm.Correction),
            ],
        };

    /// <summary>An edition in Arabic.</summary>
    public static Edition RightToLeft(MailLayout layout) =>
        Of(layout) with
        {
            Language = "ar",
            Sections = [World],
            Matter = new EditorsMatter { NoteTitle = "من المحرر", Note = "أعزاءنا القراء، هذا الأسبوع عن الأنهار والجسور." },
        };

    public static List<EditionArticle> RightToLeftCandidates() =>
        [
            Shown(Arabic() with { Image = Picture("river", 1200, 700) }, World),
            Shown(
                Arabic() with
                {
                    Id = new ArticleId(new Guid(8, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])),
                    Slug = "arabic-2",
                    Title = "الجسر القديم يُفتح من جديد",
                    Image = Picture("old-bridge", 800, 800),
                    PublishedAt = new DateTimeOffset(2026, 3, 1, 5, 0, 0, TimeSpan.Zero),
                },
                World
            ),
        ];

    private static ArticleImage Picture(string name, int width, int height) =>
        new($"https://img.example.org/{name}.jpg", "صورة", "تصوير: ليلى", width, height);

    public static List<EditionArticle> Candidates() =>
        [
            Shown(Bridge(), Post),
            Shown(
                Plain(
                    "ferry",
                    2,
                    "The ferry that never learned to turn around",
                    "Its captain has crossed the same 900 metres for 31 years, backwards every second time."
                ),
                Post
            ),
            Shown(Boots(), Gear),
            Shown(
                Plain(
                    "stove",
                    4,
                    "A stove for people who hate stoves",
                    "It lights in the rain, it fits in a pocket, and it costs as much as a small tent."
                ),
                Gear
            ),
            Shown(Plain("tape", 5, "In praise of gaffer tape", "Everything in our van is held by it, the van included."), Gear),
            Shown(Arabic(), World),
            Shown(
                Plain(
                    "letter",
                    7,
                    "Letter from Kraków: “the river came back”",
                    "After 40 years in a pipe, a stream sees daylight – and so do the ducks."
                ),
                World
            ),
        ];

    private static Article Bridge() =>
        Plain(
            "bridge",
            1,
            "They counted every bolt of the old bridge. Then they counted again",
            "Two retired engineers spent a winter under the Ulmen bridge with a lamp, a ladder and a notebook."
        ) with
        {
            Authors =
            [
                new Author
                {
                    Slug = new AuthorSlug("jane-doe"),
                    Name = "Jane Doe",
                    Role = "senior editor",
                },
                new Author { Slug = new AuthorSlug("rui-costa"), Name = "Rui Costa" },
            ],
            Image = new ArticleImage(
                "https://img.example.org/bridge.jpg",
                "Two people under a steel bridge, looking up",
                "Photo: Ana Lima",
                1200,
                700
            ),
            Correction = "An earlier version gave the bridge’s length as 210 metres; it is 201.",
            WordCount = 870,
            BodyHtml = """
                <p>The first bolt is easy. It sits at eye level, it is painted green, and <em>somebody</em> has scratched a heart into it.</p>
                <p>By the thousandth, says <a href="https://example.org/ulmen?a=1&amp;b=2">the register of the Ulmen bridge</a>, you stop seeing bolts at all.</p>
                <h2>What the register says</h2>
                <ul><li>8,412 bolts in 1931</li><li>8,398 in 1974, and a note: <q>14 taken home</q></li><li>unknown since, because the person who counted retired and nobody dared to ask for the notebook back</li></ul>
                <blockquote><p>You cannot love a thing that you have not counted.</p></blockquote>
                <figure><img src="https://img.example.org/bolt.jpg" alt="A green bolt with a heart scratched into it" width="900" height="500"><figcaption>Bolt number one.</figcaption></figure>
                <p>They will be back in spring.<br>With a second lamp.</p>
                """,
        };

    private static Article Boots() =>
        Plain("boots", 3, "Six boots, three rivers, one dry sock", "We walked until they leaked.") with
        {
            Image = new ArticleImage("https://img.example.org/boots.jpg", "A row of muddy boots", null, 800, 800),
            BodyHtml = """
                <p>Here is how they did:</p>
                <table><thead><tr><th>Boot</th><th>Price</th><th>Leaked after</th></tr></thead><tbody><tr><td>Alder</td><td>€ 180</td><td>4 h</td></tr><tr><td>Birch</td><td>€ 95</td><td>never</td></tr></tbody></table>
                <ol><li>Buy the cheap ones.</li><li>Wax them, then wax them again.</li></ol><pre>wax --twice</pre>
                """,
        };

    private static Article Arabic() =>
        Plain("arabic", 6, "عودة النهر إلى المدينة", "بعد أربعين عاماً في أنبوب، رأى الجدول النور من جديد.") with
        {
            Language = "ar",
            BodyHtml =
                "<p>قال المهندس إن الماء <strong>لا ينسى</strong> طريقه أبداً، وإن المدينة هي التي نسيت. انظر <a href=\"https://example.org/ar\">الخريطة</a>.</p><ul><li>الجسر القديم</li><li>الجسر الجديد</li></ul>",
        };

    private static Article Plain(string slug, int number, string title, string summary) =>
        new()
        {
            Id = new ArticleId(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0])),
            Slug = slug,
            Revision = 1,
            State = ArticleState.Visible,
            Title = title,
            Summary = summary,
            BodyHtml =
                $"<p>{summary} There is more to say about it, and it is said here, at a length that shows how a paragraph of some size is set in a mail and wrapped in its text part.</p>",
            WordCount = 300,
            Language = "en-US",
            Section = Post.Slug,
            Sections = [Post.Slug],
            Authors =
            [
                new Author
                {
                    Slug = new AuthorSlug("sam"),
                    Name = "Sam Okafor",
                    Role = "field correspondent",
                },
            ],
            Announce = true,
            PublishedAt = new DateTimeOffset(2026, 3, 2, 5, 0, 0, TimeSpan.Zero).AddMinutes(-number),
            UpdatedAt = new DateTimeOffset(2026, 3, 2, 5, 0, 0, TimeSpan.Zero),
        };

    private static EditionArticle Shown(Article article, Section section) => new(article, section, ArticleForm.Headline);

    private static Section Section(string slug, string name, int position, string note) =>
        new()
        {
            Slug = new SectionSlug(slug),
            Name = name,
            Position = position,
            Note = note,
        };
}
