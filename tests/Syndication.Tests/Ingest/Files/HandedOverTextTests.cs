using Syndication.Ingest;
using Syndication.Ingest.Files;
using Syndication.Publication;

namespace Syndication.Tests.Ingest.Files;

public sealed class HandedOverTextTests
{
    private static readonly ReadingContext Context = new([new Section { Slug = new SectionSlug("gear"), Name = "Gear" }], []);

    [Theory]
    [InlineData("Read more at https://example.org/rope.")]
    [InlineData("Sign up for the rope course at the town hall before Friday, he said.")]
    [InlineData("“Sign up for it!”")]
    [InlineData("Copyright law is not the point, she said.")]
    [InlineData("More in the harbour know it than say it.")]
    public void A_last_sentence_stays_however_it_begins(string line)
    {
        var parts = PlainTextReader.Parts($"Headline\n\nBody one.\n\nBody two.\n\n{line}", Context);

        Assert.Equal(["Body one.", "Body two.", line], parts.Body);
        Assert.Empty(parts.Dropped);
    }

    [Fact]
    public void Below_a_heading_of_the_page_sentences_go_and_all_that_went_is_named()
    {
        var parts = PlainTextReader.Parts(
            "Headline\n\nBody.\n\nMore From Gear\n\nWhy gloves are big\n\nA teaser.\n\nAll rights reserved.",
            Context
        );

        Assert.Equal(["Body."], parts.Body);
        Assert.Equal(["More From Gear", "Why gloves are big", "A teaser.", "All rights reserved."], parts.Dropped);
    }

    [Fact]
    public void A_question_below_a_promotion_in_the_middle_stays()
    {
        var parts = PlainTextReader.Parts("Headline\n\nBody.\n\nRelated: Seven flasks\n\nWas it worth it?", Context);

        Assert.Equal(["Body.", "Related: Seven flasks", "Was it worth it?"], parts.Body);
    }

    [Theory]
    [InlineData("One block headline\nFirst line of text is here and longer\nand it goes on.")]
    [InlineData("One block headline\n=====\nFirst line of text is here and longer\nand it goes on.")]
    [InlineData("One block headline\nBy Jill Smith\nNov. 12, 2026\nFirst line of text is here and longer\nand it goes on.")]
    public void A_headline_without_a_blank_line_below_it_is_not_glued_to_the_text(string text)
    {
        var parts = PlainTextReader.Parts(text + "\n\nSecond.", Context);

        Assert.Equal("One block headline", parts.Headline);
        Assert.Equal(["First line of text is here and longer and it goes on.", "Second."], parts.Body);
    }

    [Fact]
    public void A_wrapped_first_paragraph_is_no_headline()
    {
        const string Text = "The council of the harbour met on Tuesday with\nthe mayor and Captain Osei of the ferry to talk\nabout it.";

        var parts = PlainTextReader.Parts(Text + "\n\nSecond.", Context);

        Assert.Null(parts.Headline);
        Assert.Equal(Text.Replace('\n', ' '), parts.Body[0]);
    }

    [Fact]
    public void A_headline_alone_has_no_body() => Assert.Empty(PlainTextReader.Parts("Only a headline\n", Context).Body);

    [Theory]
    [InlineData("By María López-Hart and Tom O'Neill\nNov. 12, 2026")]
    [InlineData("By María López-Hart and Tom O'Neill\n\nThe Associated Press\n\nNov. 12, 2026")]
    [InlineData("By MARÍA LÓPEZ-HART and TOM O'NEILL\nThe Associated Press\nThursday, November 12, 2026")]
    [InlineData("12 November 2026\n\nBY MARÍA LÓPEZ-HART, TOM O'NEILL\nStaff writers")]
    public void The_credits_at_the_top_are_authors_and_a_date_and_not_text(string credits)
    {
        var parts = PlainTextReader.Parts($"Headline\n\n{credits}\n\nThe first paragraph.\n\nThe second.", Context);

        Assert.Equal("Headline", parts.Headline);
        Assert.Equal(["María López-Hart", "Tom O'Neill"], parts.Authors.Select(author => author.Name));
        Assert.Equal("2026-11-12", Credits.Unambiguous(parts.DateLine!));
        Assert.Equal(["The first paragraph.", "The second."], parts.Body);
    }

    [Theory]
    [InlineData("Nov. 12, 2026", "2026-11-12")]
    [InlineData("Published: Sept. 3, 2026 at 3:40 p.m.", "2026-09-03 15:40")]
    [InlineData("12 November 2026, 07:05", "2026-11-12 07:05")]
    [InlineData("Nov. 12", null)]
    [InlineData("11/12/2026", null)]
    [InlineData("Updated Nov. 12, 2026", null)]
    [InlineData("Nov. 12, 2026 at 3:40 PM EST", null)]
    public void A_date_line_is_taken_only_where_it_means_one_day(string line, string? expected)
    {
        Assert.True(Credits.IsDate(line));
        Assert.Equal(expected, Credits.Unambiguous(line));
    }

    [Fact]
    public void A_byline_of_an_agency_is_nobody_and_not_text()
    {
        var parts = PlainTextReader.Parts("Headline\n\nBy The Associated Press\n\nFirst.\n\nSecond.", Context);

        Assert.Empty(parts.Authors);
        Assert.Equal(["First.", "Second."], parts.Body);
    }

    [Theory]
    [InlineData("By Christmas Eve, the harbour was empty.")]
    [InlineData("By Christmas Eve the Harbour was\nempty and the crane stood still.")]
    public void A_sentence_that_begins_like_a_byline_stays(string first)
    {
        var parts = PlainTextReader.Parts($"Headline\n\n{first}\n\nSecond.", Context);

        Assert.Equal([first.Replace('\n', ' '), "Second."], parts.Body);
    }

    [Theory]
    [InlineData("\n\n")]
    [InlineData("\n")]
    public void Lines_about_both_authors_are_recognised(string between)
    {
        const string First = "María López-Hart covers schools.";
        const string Second = "O’Neill lives in Saltmere with two dogs.";

        var parts = PlainTextReader.Parts(
            $"Headline\n\nBy María López-Hart and Tom O'Neill\n\nBody.\n\nMore.\n\n___\n\n{First}{between}Tom {Second}",
            Context
        );

        Assert.Equal(["Body.", "More."], parts.Body);
        Assert.Equal([First, "Tom " + Second], parts.Authors.Select(author => author.Bio));
    }

    [Fact]
    public void Lists_and_breaks_are_what_they_look_like()
    {
        const string Text = "Bring:\n* rope\n* a lamp\n\n_____\n\n1. Tie it.\n2. Test it.\n\n12. November is late.\n\n- he said\n\nEnd.";

        Assert.Equal(
            "<p>Bring:</p><ul><li>rope</li><li>a lamp</li></ul><hr><ol><li>Tie it.</li><li>Test it.</li></ol>"
                + "<p>12. November is late.</p><p>- he said</p><p>End.</p>",
            TextBody.ToHtml(Text)
        );
        Assert.Equal(Text, string.Join("\n\n", PlainTextReader.Parts("Headline\n\n" + Text, Context).Body));
    }

    [Fact]
    public void Bytes_that_nobody_wrote_to_be_read_are_not_text()
    {
        byte[] picture = [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, .. "IHDR"u8];
        var noise = new byte[2000];
        new Random(7).NextBytes(noise);
        byte[] bells = [.. "Some text"u8, 7, 7, 7, 7, 7];

        Assert.False(TextFile.Decode(picture).IsText);
        Assert.False(TextFile.Decode([0xFF, 0xFE, .. noise]).IsText);
        Assert.False(TextFile.Decode("a\0b\0c\0"u8.ToArray()).IsText);
        Assert.False(TextFile.Decode(bells).IsText);
        Assert.True(TextFile.Decode("A\ttext\f\r\n\u001a"u8.ToArray()).IsText);
        Assert.True(TextFile.Decode([0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes("Öl, 日本語 und 🚢")]).IsText);
    }
}
