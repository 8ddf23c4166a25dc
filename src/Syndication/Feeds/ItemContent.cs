using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Feeds;

/// <summary>The whole text of an article as one piece of HTML that stands by itself in a reader.</summary>
internal static partial class ItemContent
{
    /// <summary>Correction, lead image, body and the section's standing note, in this order.</summary>
    /// <param name="article">The article with its body.</param>
    /// <param name="image">Its lead image; shown unless the body already has it.</param>
    /// <param name="note">The section's standing note, plain text; may be empty.</param>
    /// <param name="page">The article's address, the original's where it has one: relative links are made absolute with it.</param>
    /// <param name="zone">The publication's time zone, in which days are named.</param>
    public static string Of(Article article, FeedImage? image, string note, string page, TimeZoneInfo zone)
    {
        var html = new StringBuilder(article.BodyHtml.Length + 1000);
        var rightToLeft = LanguageTag.IsRightToLeft(article.Language);
        if (rightToLeft)
            html.Append(CultureInfo.InvariantCulture, $"<div dir=\"rtl\" lang=\"{FeedText.Html(article.Language)}\">\n");
        if (!string.IsNullOrWhiteSpace(article.Correction))
            html.Append("<p><strong>Correction")
                .Append(DayOf(article.CorrectedAt, zone))
                .Append(":</strong> ")
                .Append(FeedText.Html(article.Correction))
                .Append("</p>\n");
        if (image is not null && !Shows(article.BodyHtml, article.Image!.Url) && !Shows(article.BodyHtml, image.Url))
            html.Append(Figure(image)).Append('\n');
        html.Append(FeedPlayers.Plain(Relative.Replace(article.BodyHtml, match => Absolute(match.Value, page))));
        if (note.Length > 0)
            html.Append(CultureInfo.InvariantCulture, $"\n<hr>\n<p><em>{FeedText.Html(note)}</em></p>");
        if (rightToLeft)
            html.Append("\n</div>");
        return FeedText.Clean(html.ToString());
    }

    /// <summary>Whether the body shows the picture in any size, so that it need not be shown above it.</summary>
    public static bool Shows(string body, string address) =>
        Images.Matches(body).Any(match => PictureIdentity.IsSame(WebUtility.HtmlDecode(match.Groups["src"].Value), address));

    private static string DayOf(DateTimeOffset? instant, TimeZoneInfo zone)
    {
        if (instant is not { } known)
            return "";
        var local = TimeZoneInfo.ConvertTime(known, zone);
        return string.Create(CultureInfo.InvariantCulture, $", <time datetime=\"{local:yyyy-MM-dd}\">{local:d MMMM yyyy}</time>");
    }

    private static string Figure(FeedImage image)
    {
        var size = image is { Width: > 0, Height: > 0 } ? $" width=\"{image.Width}\" height=\"{image.Height}\"" : "";
        var credit = string.IsNullOrWhiteSpace(image.Credit) ? "" : $"<figcaption>{FeedText.Html(image.Credit)}</figcaption>";
        return $"<figure><img src=\"{FeedText.Html(image.Url)}\" alt=\"{FeedText.HtmlAttribute(image.Alt)}\"{size}>{credit}</figure>";
    }

    [GeneratedRegex(
        """<img\s[^<>]*?src="(?<src>[^"]*)""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Images { get; }

    // In-page links above all: in a reader there is no page that they lie in.
    private static string Absolute(string reference, string page) =>
        Uri.TryCreate(new Uri(page), WebUtility.HtmlDecode(reference), out var absolute) ? FeedText.Html(absolute.AbsoluteUri) : reference;

    [GeneratedRegex(
        """(?<=<(?:a|img|source|audio|video)\s(?:[^<>]{0,500}?\s)?(?:href|src|poster)=")(?![a-z][a-z0-9+.-]*:)[^"]*""",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex Relative { get; }
}
