using MimeKit;
using Syndication.Delivery;
using Syndication.Digests;
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
