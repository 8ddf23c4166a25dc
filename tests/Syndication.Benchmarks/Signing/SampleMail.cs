using Syndication.Benchmarks.Feeds;
using Syndication.Delivery;

namespace Syndication.Benchmarks.Signing;

/// <summary>A digest of about 17 KB as both ways get it: the same text, the same headers, each time another reader.</summary>
internal sealed class SampleMail
{
    public const string Domain = "news.test";
    public const string Sender = "The Test Post <news@news.test>";
    public const string Selector = "bench";
    private const string Hole = "https://0123456789abcdef.invalid/unsubscribe";

    private static readonly DateTimeOffset Date = new(2026, 3, 2, 6, 0, 0, TimeSpan.Zero);
    private int reader;

    public MailBody Body { get; } =
        new()
        {
            Html = Prose.Html(1, 1250) + $"\n<p><a href=\"{Hole}\">Leave — für immer</a></p>",
            Text = string.Join('\n', Prose.Html(2, 700).Split("</p>")) + $"\nLeave: {Hole}\n",
            Language = "en",
            Holes = [Hole],
        };

    public OutgoingMail Next()
    {
        var number = Interlocked.Increment(ref reader);
        var link = $"https://news.test/unsubscribe/AbCdEfGhIjKlMnOpQrStUvWxYzAbCdEfGhIjKlMnOpQrStUvWxYz{number:D10}";
        return new OutgoingMail
        {
            To = $"reader{number}@inbox.test",
            Subject = "Observation Post: what the tide brought in – and four more stories",
            Body = Body,
            Fillings = [link],
            Date = Date,
            List = new ListHeaders(
                "Observation Post <gear.digest.news.test>",
                link,
                "https://news.test/issues/x",
                "https://news.test/subscribe"
            ),
            FeedbackId = "x:gear:digest:newstest",
        };
    }
}
