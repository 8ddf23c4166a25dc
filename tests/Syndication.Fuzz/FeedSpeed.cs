using System.Diagnostics;
using System.Text;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Feeds;

namespace Syndication.Fuzz;

/// <summary>How fast ordinary feeds are read: documents of 50 items with a text of about 6 KB each, as a newspaper's are.</summary>
internal static class FeedSpeed
{
    private const int Rounds = 7;

    /// <summary>Prints megabytes a second for each form, the middle one of some rounds.</summary>
    public static void Print(TextWriter output)
    {
        var reader = new FeedReader();
        foreach (
            var (name, document) in new[] { ("rss", Rss()), ("rss escaped", Rss(isEscaped: true)), ("atom", Atom()), ("json feed", Json()) }
        )
        {
            var bytes = Encoding.UTF8.GetBytes(document);
            var times = Math.Max(1, 20_000_000 / bytes.Length);
            var rates = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var started = Stopwatch.GetTimestamp();
                for (var time = 0; time < times; time++)
                {
                    if (reader.Read(new SourceBytes(bytes, null, new Uri("https://e.org/feed")), CancellationToken.None)?.Items.Count != 50)
                        throw new InvalidOperationException(name);
                }

                rates.Add((double)bytes.Length * times / 1e6 / Stopwatch.GetElapsedTime(started).TotalSeconds);
            }

            rates.Sort();
            output.WriteLine(FormattableString.Invariant($"{name}: {bytes.Length / 1000} KB, {rates[Rounds / 2]:F0} MB/s"));
        }
    }

    private static string Body(int number) =>
        string.Concat(
            Enumerable
                .Range(0, 12)
                .Select(paragraph =>
                    $"<p>Paragraph {paragraph} of piece {number} tells what the council decided about the harbour & the bridge, <a href=\"/news/{number}/{paragraph}\">and why</a>; it’s of the length that such paragraphs have, with <em>an emphasis</em> now and then, so that readers who skim find their way through the text, which goes on for a while before it ends with a full stop, after which comes the next.</p>\n"
                )
        );

    private static string Rss(bool isEscaped = false)
    {
        var items = Enumerable
            .Range(0, 50)
            .Select(number =>
                $"<item><title>Piece {number} &#8217;n&#8217; more</title><link>https://e.org/{number}</link><guid isPermaLink=\"false\">{number}</guid><pubDate>Mon, 23 Nov 2026 07:00:00 GMT</pubDate><dc:creator><![CDATA[Jane Doe]]></dc:creator><category>Harbour</category><description>Short.</description><content:encoded>{(isEscaped ? System.Net.WebUtility.HtmlEncode(Body(number)) : "<![CDATA[" + Body(number) + "]]>")}</content:encoded><media:content url=\"https://e.org/{number}.jpg\" medium=\"image\" width=\"1200\" height=\"800\"><media:credit>J. Doe</media:credit></media:content></item>\n"
            );
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel><title>E</title><link>https://e.org/</link>"
            + string.Concat(items)
            + "</channel></rss>";
    }

    private static string Atom()
    {
        var entries = Enumerable
            .Range(0, 50)
            .Select(number =>
                $"<entry><title>Piece {number}</title><link href=\"/{number}\"/><id>tag:e.org,2026:{number}</id><updated>2026-11-23T07:00:00Z</updated><author><name>Jane Doe</name></author><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">{Body(number).Replace("&", "&amp;", StringComparison.Ordinal)}</div></content></entry>\n"
            );
        return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>E</title>" + string.Concat(entries) + "</feed>";
    }

    private static string Json() =>
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"E\",\"items\":["
        + string.Join(
            ',',
            Enumerable
                .Range(0, 50)
                .Select(number =>
                    $"{{\"id\":\"{number}\",\"url\":\"https://e.org/{number}\",\"title\":\"Piece {number}\",\"content_html\":{System.Text.Json.JsonSerializer.Serialize(Body(number))},\"date_published\":\"2026-11-23T07:00:00Z\"}}"
                )
        )
        + "]}";
}
