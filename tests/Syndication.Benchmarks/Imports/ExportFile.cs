using System.Globalization;
using System.Text;
using Syndication.Benchmarks.Feeds;

namespace Syndication.Benchmarks.Imports;

/// <summary>An export of WordPress as a newsroom of some years has it: half classic posts, half blocks, pictures, comments, custom fields.</summary>
internal static class ExportFile
{
    private const int Texts = 64;
    private const int WordsOfPost = 1_450;
    private const int Authors = 25;
    private const int Tags = 300;

    /// <summary>Writes it; the same for the same number.</summary>
    public static async Task WriteAsync(string path, int posts, CancellationToken ct)
    {
        var texts = Enumerable.Range(0, Texts).Select(number => Prose.Html(number, WordsOfPost)).ToArray();
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20);
        await file.WriteLineAsync(
            """
            <?xml version="1.0" encoding="UTF-8" ?>
            <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
            <channel><title>Bench</title><language>en</language><wp:wxr_version>1.2</wp:wxr_version>
            """
        );
        for (var author = 0; author < Authors; author++)
            await file.WriteLineAsync(
                Text(
                    $"<wp:author><wp:author_login><![CDATA[author{author}]]></wp:author_login><wp:author_display_name><![CDATA[Author Number {author}]]></wp:author_display_name></wp:author>"
                )
            );
        for (var post = 1; post <= posts; post++)
        {
            ct.ThrowIfCancellationRequested();
            await file.WriteLineAsync(Post(post, texts[post % Texts]));
        }

        await file.WriteLineAsync("</channel></rss>");
    }

    private static string Post(int number, string text)
    {
        var date = new DateTime(2015, 1, 1, 6, 0, 0, DateTimeKind.Utc).AddHours(number * 9);
        var stamp = date.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var image = Text(
            $"<figure class=\"wp-block-image\"><img src=\"https://bench.example/media/{number}.jpg\" alt=\"\"/><figcaption>Picture {number}</figcaption></figure>"
        );
        var content = number % 2 == 0 ? Classic(number, text, image) : Blocks(number, text, image);
        return Text(
            $"""
            <item><title>The harbour and what came of it, part {number}</title><link>https://bench.example/{number}/</link><dc:creator><![CDATA[author{number
                % Authors}]]></dc:creator>
            <guid isPermaLink="false">https://bench.example/?p={number}</guid><content:encoded><![CDATA[{content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
            <wp:post_id>{number}</wp:post_id><wp:post_date>{stamp}</wp:post_date><wp:post_date_gmt>{stamp}</wp:post_date_gmt><wp:post_name>part-{number}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
            <category domain="category" nicename="notes"><![CDATA[Notes]]></category><category domain="post_tag" nicename="t{number
                % Tags}"><![CDATA[Tag {number % Tags}]]></category><category domain="post_tag" nicename="u{number
                % 7}"><![CDATA[Topic {number % 7}]]></category>
            <wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta><wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>{1_000_000
                + number}</wp:meta_value></wp:postmeta>
            <wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_content><![CDATA[Well said.]]></wp:comment_content></wp:comment></item>
            <item><title>picture</title><wp:post_id>{1_000_000
                + number}</wp:post_id><wp:post_type>attachment</wp:post_type><wp:status>inherit</wp:status><wp:attachment_url>https://bench.example/lead/{number}.jpg</wp:attachment_url></item>
            """
        );
    }

    private static string Classic(int number, string text, string image) =>
        Text($"Part {number}.\n\n")
        + text.Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "\n", StringComparison.Ordinal)
        + "\n\n[caption id=\"a\" width=\"600\"]<img src=\"https://bench.example/a.jpg\" alt=\"\" /> At noon[/caption]\n\n"
        + image;

    private static string Blocks(int number, string text, string image) =>
        Text($"<!-- wp:paragraph -->\n<p>Part {number}.</p>\n<!-- /wp:paragraph -->\n")
        + text.Replace("<p>", "<!-- wp:paragraph -->\n<p>", StringComparison.Ordinal)
            .Replace("</p>", "</p>\n<!-- /wp:paragraph -->\n", StringComparison.Ordinal)
        + "<!-- wp:image -->\n"
        + image
        + "\n<!-- /wp:image -->";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
