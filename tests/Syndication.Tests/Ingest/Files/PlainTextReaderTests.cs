using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Syndication.Ingest;
using Syndication.Ingest.Files;
using Syndication.Publication;

namespace Syndication.Tests.Ingest.Files;

public sealed class PlainTextReaderTests
{
    private static readonly ReadingContext Context = new(
        [
            Section("gear", "Gear", "Gear is where we test tools in real weather."),
            Section("observation-post", "Observation Post", ""),
            Section("benefits", "Benefits", "Benefits is where we explain the help a household can ask for, and how to ask for it."),
        ],
        [new Author { Slug = new AuthorSlug("jd-harrow"), Name = "J.D. Harrow" }]
    );

    [Fact]
    public void A_piece_copied_from_its_page_is_taken_apart()
    {
        var parts = PlainTextReader.Parts(Sample("ration-heater.txt"), Context);

        Assert.Equal("The ration heater that would not stay lit", parts.Headline);
        Assert.Equal(4, parts.Body.Count);
        Assert.StartsWith("The stove arrived in a box marked “field tested.”", parts.Body[0], StringComparison.Ordinal);
        Assert.Equal("Related: Seven flasks that keep soup hot", parts.Body[2]);
        Assert.EndsWith("For a stove.", parts.Body[3], StringComparison.Ordinal);
        var author = Assert.Single(parts.Authors);
        Assert.Equal(("Mara Ellison", "senior editor"), (author.Name, author.Role));
        Assert.Contains("since 2009. Ellison lives in Saltmere", author.Bio, StringComparison.Ordinal);
        Assert.Equal("gear", parts.Note!.Value.Section.Slug.Value);
    }

    [Fact]
    public void Without_a_headline_there_is_none_and_the_furniture_still_goes()
    {
        var parts = PlainTextReader.Parts(Sample("no-headline.txt"), Context);

        Assert.Null(parts.Headline);
        Assert.Equal(2, parts.Body.Count);
        Assert.Empty(parts.Authors);
    }

    [Fact]
    public void Lines_without_blank_lines_are_paragraphs()
    {
        var parts = PlainTextReader.Parts(Sample("one-block.txt"), Context);

        Assert.Equal("Who owns the tide?", parts.Headline);
        Assert.Equal(2, parts.Body.Count);
        var author = Assert.Single(parts.Authors);
        Assert.Equal(("J. D. Harrow", "executive editor"), (author.Name, author.Role));
        Assert.Equal("observation-post", parts.Note!.Value.Section.Slug.Value);
    }

    [Theory]
    [InlineData("Jane Doe is a senior editor with Military Times.", "Jane Doe", "senior editor")]
    [InlineData(
        "J. D. Simkins is the executive editor of Military Times and Defense News, and a Marine Corps veteran of the Iraq War.",
        "J. D. Simkins",
        "executive editor"
    )]
    [InlineData(
        "Sigríður Þórhallsdóttir is a staff writer and podcast host at The Post. She lives north.",
        "Sigríður Þórhallsdóttir",
        "staff writer and podcast host"
    )]
    [InlineData("Karen de la Cruz covers personnel and health care.", "Karen de la Cruz", null)]
    [InlineData(
        "Leo Shane III covers Congress, Veterans Affairs and the White House for Military Times. He has covered Washington, D.C. since 2004.",
        "Leo Shane III",
        null
    )]
    [InlineData(
        "Zoë O’Neill-Smith was a reporter and editorial fellow for the Post.",
        "Zoë O’Neill-Smith",
        "reporter and editorial fellow"
    )]
    public void A_line_about_the_author_is_recognised(string line, string name, string? role)
    {
        var parts = PlainTextReader.Parts($"Headline\n\nThe first paragraph.\n\nThe second paragraph.\n\n{line}", Context);

        var author = Assert.Single(parts.Authors);
        Assert.Equal((name, role, line), (author.Name, author.Role, author.Bio));
        Assert.Equal(["The first paragraph.", "The second paragraph."], parts.Body);
    }

    [Fact]
    public void Two_authors_of_a_byline_are_told_of_in_two_paragraphs_and_one_by_first_name()
    {
        const string First = "Iris Vann is a senior writer covering health.";
        const string Second = "Leo covers Congress and the White House. He has done so since 2004.";

        var parts = PlainTextReader.Parts(
            $"Headline\n\nBy Iris Vann and Leo Marsh III\n\nBody.\n\nMore body.\n\n{First}\n\n{Second}",
            Context
        );
        var single = PlainTextReader.Parts(
            $"Headline\n\nBy Iris Vann and Leo Marsh III\n\nBody.\n\nMore body.\n\nTags:\nboots\nrain",
            Context
        );

        Assert.Equal([("Iris Vann", First), ("Leo Marsh III", Second)], parts.Authors.Select(author => (author.Name!, author.Bio!)));
        Assert.Equal(["Iris Vann", "Leo Marsh III"], single.Authors.Select(author => author.Name));
        Assert.Equal(["Body.", "More body."], parts.Body);
        Assert.Equal(["Body.", "More body."], single.Body);
    }

    [Theory]
    [InlineData("The Pentagon is a large building with many editors.")]
    [InlineData("Military Times is an independent source of news for writers.")]
    [InlineData("Anna Berg is a nurse at the clinic.")]
    [InlineData("And that is all there is to say about it.")]
    [InlineData("“Nobody told me,” she said.")]
    public void A_last_paragraph_that_tells_of_something_else_stays(string line)
    {
        var parts = PlainTextReader.Parts($"Headline\n\nThe first paragraph.\n\n{line}", Context);

        Assert.Equal(["The first paragraph.", line], parts.Body);
        Assert.Empty(parts.Authors);
    }

    [Fact]
    public void A_person_of_the_story_is_not_its_author()
    {
        var parts = PlainTextReader.Parts(
            "Headline\n\n“We saw it,” said Anna Berg.\n\nAnna Berg is a retired editor who lives on the quay.",
            Context
        );

        Assert.Equal(2, parts.Body.Count);
        Assert.Empty(parts.Authors);
    }

    [Theory]
    [InlineData("Benefits is where we explain the help that a household can ask for and how to ask.")]
    [InlineData("Benefits Desk is where we answer letters.")]
    [InlineData("Benefits is where something else entirely is said.")]
    public void A_standing_note_is_recognised_though_its_words_were_touched(string note)
    {
        var parts = PlainTextReader.Parts($"Headline\n\nBody.\n\n{note}\n\nSign up for our newsletter", Context);

        Assert.Equal(["Body."], parts.Body);
        Assert.Equal((note, "benefits"), (parts.Note!.Value.Text, parts.Note.Value.Section.Slug.Value));
    }

    [Theory]
    [InlineData("About Mara Ellison\n\nMara has written four books.")]
    [InlineData("Tags: gear, rain\n\nMore In Gear\n\nA headline\n\nBy Somebody Else\n\nMarch 3, 2026")]
    [InlineData("Featured Video\n\nWatch this now\n\nTop Stories\n\nIs this the best boot?\n\nA teaser of one sentence.")]
    [InlineData("###")]
    [InlineData("In Other News\nOne headline\nAnother headline")]
    public void Furniture_at_the_end_is_left_out(string furniture)
    {
        var parts = PlainTextReader.Parts($"Headline\n\nBody one.\n\nBody two.\n\n{furniture}\n", Context);

        Assert.Equal(["Body one.", "Body two."], parts.Body);
    }

    [Fact]
    public void A_promotion_between_paragraphs_never_takes_what_follows_it()
    {
        var body = "Body one.\n\nRead more: Something else\n\nA subhead\n\nBody two.\n\nAnother subhead\n\nBody three.";

        var parts = PlainTextReader.Parts("Headline\n\n" + body, Context);

        Assert.Equal(body, string.Join("\n\n", parts.Body));
    }

    [Fact]
    public void A_wrapped_paragraph_is_one()
    {
        var parts = PlainTextReader.Parts("Headline\n\nThis line goes on\nin the next one\nand ends here.\n\nSecond.", Context);

        Assert.Equal("This line goes on in the next one and ends here.", parts.Body[0]);
    }

    // Any piece between a headline and the usual end comes out whole, whatever its paragraphs are.
    [Property(MaxTest = 200)]
    public Property The_paragraphs_of_a_piece_are_kept_whatever_they_are() =>
        Prop.ForAll(
            Gen.Elements(Sentences).NonEmptyListOf().Select(list => list.ToList()).ToArbitrary(),
            (List<string> paragraphs) =>
            {
                var text =
                    "A headline\n\n"
                    + string.Join("\n\n", paragraphs)
                    + "\n\nJane Doe is a senior editor with the Post.\n\nMore From Gear\n\nA\n";
                Assert.Equal(paragraphs, PlainTextReader.Parts(text, Context).Body);
            }
        );

    [Property(MaxTest = 300)]
    public void Any_text_is_read_without_a_fault_of_the_reader(string? text) => PlainTextReader.Parts(text ?? "", Context);

    private static readonly string[] Sentences =
    [
        "One plain sentence stands here.",
        "“A quotation,” he said, “with a dash — and more.”",
        "日本語の文です。",
        "Was it so? It was.",
        "He came, saw, and left again at 3 < 4.",
        "A paragraph with e.g. Mr. Smith in it, and U.S. troops too.",
    ];

    private static string Sample(string name) => File.ReadAllText(Path.Combine(IngestSamples.Folder, "text", name));

    private static Section Section(string slug, string name, string note) =>
        new()
        {
            Slug = new SectionSlug(slug),
            Name = name,
            Note = note,
        };
}
