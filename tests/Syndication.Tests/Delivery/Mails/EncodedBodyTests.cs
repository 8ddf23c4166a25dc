using System.Text;
using FsCheck.Xunit;
using MimeKit;
using Syndication.Delivery;
using Syndication.Delivery.Mails;

namespace Syndication.Tests.Delivery.Mails;

public sealed class EncodedBodyTests
{
    private static readonly string[] Scripts =
    [
        "plain ",
        "ä",
        "Подписка ",
        "日本",
        "\n",
        " ",
        "\t",
        "\r\n",
        ".",
        "From ",
        "=",
        "[1]",
        "[2]",
    ];

    [Property(MaxTest = 500)]
    public void A_reader_gets_the_text_with_the_holes_filled_in_short_lines(byte[] picks, byte length)
    {
        var text = string.Concat((picks ?? []).Select(pick => Scripts[pick % Scripts.Length]));
        string[] fillings = [new string('a', length + 1), "ü=b c"];

        foreach (var html in new[] { null, $"<p>{text}</p>[1]" })
        {
            var (message, wire) = Write(Body(text, html), fillings);

            Assert.Equal(Expected(text, fillings).TrimEnd('\n'), message.TextBody!.ReplaceLineEndings("\n").TrimEnd('\n'));
            if (html is not null)
                Assert.Equal(Expected(html, fillings), message.HtmlBody!.ReplaceLineEndings("\n"));
            Assert.All(wire.Split("\r\n"), line => Assert.InRange(line.Length, 0, 78));
            Assert.DoesNotMatch("[^ -~\r\n\t]|(?<!\r)\n|\r(?!\n)", wire);
        }
    }

    [Theory]
    [InlineData("Hello, ")]
    [InlineData("Здравствуйте, дорогой читатель, ")]
    public void What_readers_have_in_common_is_encoded_once(string greeting)
    {
        var body = EncodedBody.Of(Body(string.Concat(Enumerable.Repeat(greeting, 500)) + "[1] " + greeting + greeting, html: null));

        var first = body.Fill(["https://news.test/1", "x"]).Select(piece => piece.Wire).ToList();
        var second = body.Fill(["https://news.test/2", "x"]).Select(piece => piece.Wire).ToList();

        var own = second.Where(piece => !first.Contains(piece)).Sum(piece => piece.Length);
        Assert.InRange(own, 1, 200);
        Assert.InRange(second.Sum(piece => piece.Length), 3_000, int.MaxValue);
    }

    [Fact]
    public void A_body_wants_a_filling_for_each_hole_and_none_that_is_empty()
    {
        var body = EncodedBody.Of(Body("[1] and [2]", html: null));

        Assert.Throws<ArgumentException>(() => body.Fill(["one"]));
        Assert.Throws<ArgumentException>(() => body.Fill(["one", ""]));
    }

    private static MailBody Body(string text, string? html) =>
        new()
        {
            Text = text,
            Html = html,
            Language = "en",
            Holes = ["[1]", "[2]"],
        };

    private static string Expected(string text, string[] fillings) =>
        text.Replace("[1]", fillings[0], StringComparison.Ordinal)
            .Replace("[2]", fillings[1], StringComparison.Ordinal)
            .ReplaceLineEndings("\n");

    private static (MimeMessage Message, string Wire) Write(MailBody body, string[] fillings)
    {
        var encoded = EncodedBody.Of(body);
        byte[] wire =
        [
            .. encoded.Fields.SelectMany(field => field.Wire),
            .. "\r\n"u8,
            .. encoded.Fill(fillings).SelectMany(piece => piece.Wire.ToArray()),
        ];
        return (MimeMessage.Load(new MemoryStream(wire)), Encoding.Latin1.GetString(wire));
    }
}
