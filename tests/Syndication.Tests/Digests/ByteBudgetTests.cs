using MimeKit;
using Syndication.Articles;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Digests.Editors;
using Syndication.Publication;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

public sealed class ByteBudgetTests : DigestTest
{
    private static readonly string Sentence = "A sentence that says something about gear, with an “umlaut” like ö = ü. ";

    [Theory]
    [InlineData(102_000, 2)]
    [InlineData(20_000, 12)]
    public async Task Three_hundred_articles_all_come_once_in_mails_that_fit(int budget, int most)
    {
        using var bench = await new DigestBench(("Digests:ByteBudget", budget.ToString())).WithSectionsAsync("gear");
        var reader = await bench.AddReaderAsync(("gear", Cadence.Daily));
        await bench.PublishAllAsync(
            Enumerable
                .Range(0, 300)
                .Select(number => DigestBench.Piece($"Piece {number:000} on how things hold") with { BodyHtml = Body(number) })
        );

        var seen = new List<string>();
        var days = 0;
        while (seen.Count < 300 && days++ < most)
        {
            await bench.AdvanceAsync(Day);
            var mail = Assert.Single(await bench.SendAllAsync(reader));
            Assert.InRange(Encoded(mail, bench), 1, budget);
            seen.AddRange(Enumerable.Range(0, 300).Select(number => $"Piece {number:000} ").Where(mail.Text.Contains));
            if (seen.Count < 300)
                Assert.Contains($"and {300 - seen.Count} more on the web", mail.Text, StringComparison.Ordinal);
        }

        Assert.Equal(300, seen.Count);
        Assert.Equal(300, seen.Distinct().Count());
    }

    [Fact]
    public async Task One_article_that_is_longer_than_any_mail_comes_as_its_summary()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        await Bench.Host.PublishAsync(
            DigestBench.Piece("Long") with
            {
                Summary = "In short.",
                BodyHtml = string.Concat(Enumerable.Repeat($"<p>{Sentence}</p>", 3_000)),
            }
        );
        await Bench.AdvanceAsync(ToSlot);

        var mail = Assert.Single(await Bench.SendAllAsync());

        Assert.InRange(Encoded(mail, Bench), 1, 102_000);
        Assert.Contains("In short.", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Sentence.Trim(), mail.Text.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_room_there_is_is_used()
    {
        await Bench.AddReaderAsync(("gear", Cadence.Daily));
        for (var number = 0; number < 40; number++)
            await Bench.Host.PublishAsync(DigestBench.Piece($"Piece {number}") with { BodyHtml = Body(20 + number) });
        await Bench.AdvanceAsync(ToSlot);

        Assert.InRange(Encoded(Assert.Single(await Bench.SendAllAsync()), Bench), 85_000, 102_000);
    }

    [Theory]
    [InlineData("note", 4_000, "text", 41)]
    [InlineData("sponsor", 301, "image", 1)]
    public void What_editors_add_is_bounded(string kind, int length, string field, int paragraphs)
    {
        var words = string.Join("\n\n", Enumerable.Repeat("Words.", paragraphs));
        var document = new InsertDocument
        {
            Kind = kind,
            Title = "Title",
            Text = words,
            Image = new InsertImage("https://sponsor.example/a.png", new string('a', length), 600, 200),
        };
        var faults = new FieldFaults();

        Assert.Null((document with { Image = kind == "note" ? null : document.Image }).Check([], null, SyndicationHost.Start, faults));

        Assert.Equal([field], faults.ToDictionary().Keys);
    }

    [Fact]
    public void The_longest_of_everything_fits_the_smallest_budget_with_the_way_out_and_something_new()
    {
        const string Words = "\u0643\u0644\u0645\u0629 ";
        var long500 = string.Concat(Enumerable.Repeat(Words, 100));
        var address = "https://example.org/" + new string('a', 1_900);
        var frame = SampleEdition.WithMatter(MailLayout.Full);
        var news = SampleEdition.Candidates();
        var article = news[0].Article with { Title = long500, Url = address, Correction = long500 + long500, Summary = long500 };
        var section = new Section
        {
            Slug = new SectionSlug("gear"),
            Name = long500[..200],
            Note = string.Concat(Enumerable.Repeat(long500, 4)),
        };
        frame = frame with
        {
            Sections = [.. Enumerable.Repeat(section, 60)],
            Corrections =
            [
                .. Enumerable.Range(0, OwedCorrections.Most).Select(_ => new EditionArticle(article, section, ArticleForm.Correction)),
            ],
            Matter = frame.Matter with
            {
                NoteTitle = long500[..200],
                Note = string.Join("\n\n", Enumerable.Repeat(long500[..95], 40)),
                Sponsor = new Insert
                {
                    PublicId = "sponsor",
                    Title = long500[..200],
                    Text = string.Join("\n\n", Enumerable.Repeat(long500[..95], 40)),
                    Link = address,
                    Image = new ArticleImage(address, long500[..300], Credit: null, 1200, 400),
                },
            },
        };

        var mail = GoldenMails.Compile(
            frame,
            [.. news.Select(shown => new EditionArticle(article with { Id = shown.Article.Id }, section, ArticleForm.Headline))],
            20_000
        );

        Assert.InRange(Encoded(GoldenMails.Sent(mail, SyndicationHost.Start), Bench), 1, 20_000);
        Assert.NotEmpty(mail.Edition.Articles);
        Assert.Equal(OwedCorrections.Most, mail.Edition.Corrections.Count);
        foreach (var part in new[] { mail.Rendered.Html!, mail.Rendered.Text })
        {
            Assert.Contains(mail.Rendered.Holes.Unsubscribe, part, StringComparison.Ordinal);
            Assert.Contains("1 Test Street, Testville", part, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_later_version_has_room_for_every_headline_that_the_first_one_promised_however_long_they_grew()
    {
        var section = SampleEdition.Candidates()[0].Section;
        var pieces = Enumerable
            .Range(0, 400)
            .Select(number => new EditionArticle(
                SampleEdition.Candidates()[1].Article with
                {
                    Title = $"Piece {number:000}",
                    Slug = $"piece-{number:000}",
                    Summary = "",
                    BodyHtml = "",
                },
                section,
                ArticleForm.Headline
            ))
            .ToList();
        var first = GoldenMails.Compile(SampleEdition.Of(MailLayout.Full), pieces, 20_000);
        Assert.InRange(first.Taken, 20, 399);
        var grown = pieces
            .Take(first.Taken)
            .Select(shown =>
                shown with
                {
                    Article = shown.Article with
                    {
                        Title = shown.Article.Title + new string('x', 400),
                        Correction = "It was not so. It was not so.",
                    },
                }
            )
            .ToList();

        var next = GoldenMails.Compile(SampleEdition.Of(MailLayout.Full), grown, 20_000, keepAll: true);

        Assert.InRange(Encoded(GoldenMails.Sent(next, SyndicationHost.Start), Bench), 1, 20_000);
        Assert.Equal(first.Taken, next.Edition.Articles.Count);
    }

    [Fact]
    public void The_estimate_of_a_size_is_never_below_what_a_mail_library_makes_of_it()
    {
        foreach (
            var text in new[] { "plain", "a=b=c", "ö", new string('ä', 500), "عودة النهر " + new string('x', 300), "a \nb \n\n", "日本" }
        )
        {
            using var part = new TextPart("plain") { Text = text };
            part.ContentTransferEncoding = part.GetBestEncoding(EncodingConstraint.SevenBit);
            if (part.ContentTransferEncoding is ContentEncoding.SevenBit)
                part.ContentTransferEncoding = ContentEncoding.QuotedPrintable;
            using var encoded = new MemoryStream();
            part.WriteTo(FormatOptions.Default, encoded, contentOnly: true);

            Assert.InRange(EncodedSize.Of(text), encoded.Length * 95 / 100, (encoded.Length * 4 / 3) + 20);
        }
    }

    private static string Body(int number) => string.Concat(Enumerable.Repeat($"<p>{Sentence}</p>", (number % 37) + 1));

    /// <summary>Bytes of the mail as it is sent, with a signature by each kind of key.</summary>
    private static long Encoded(OutgoingMail mail, DigestBench bench)
    {
        using var keys = new SigningKeys();
        return bench.Host.Builder(keys.Both()).Build(1, MailBench.Key, mail).Content.Length;
    }
}
