using System.Net;
using System.Text.RegularExpressions;
using Syndication.Articles;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Sources;

/// <summary>Turns a source's piece into content, by the rules that every way in shares; what it can do without is left out and noted.</summary>
internal sealed class SourceReading(DocumentCheck check)
{
    private const int LongestTitle = 80;

    private static readonly string[] PublicKinds =
    [
        SourceKinds.Rss,
        SourceKinds.Rdf,
        SourceKinds.Atom,
        SourceKinds.JsonFeed,
        SourceKinds.Sitemap,
        SourceKinds.WordPress,
    ];

    /// <summary>The piece as it is recognised; what was seen before needs no reading.</summary>
    public static SourcePiece Recognise(SourceTurn turn, SourceItem item, PieceIds ids)
    {
        var piece = new SourcePiece(item, ids.Of(item), SeenItems.HashOf(item, turn.Source.Section));
        return piece with { IsSeen = turn.Seen.Contains(piece.Hash) };
    }

    /// <summary>Reads one piece.</summary>
    /// <param name="turn">Whose, and how.</param>
    /// <param name="document">The document that it is in.</param>
    /// <param name="piece">The piece, which was not seen before.</param>
    /// <param name="item">It, or it with its whole text.</param>
    /// <param name="mended">Where what was put right is noted.</param>
    public SourcePiece Read(SourceTurn turn, SourceDocument document, SourcePiece piece, SourceItem item, List<string> mended)
    {
        if (item.IsWithdrawn)
            return piece;
        // What stands in for a missing field must not hide that the piece breaks its own format's rules.
        if (item.Faults.Count > 0)
            return piece with { Reading = new Reading { Faults = item.Faults } };
        var isNews = turn.Source.Announce ?? (piece.IsNews && !SourceNews.IsLate(turn, item));
        var context = turn.Context with { IsNews = isNews, BaseAddress = turn.Source.Address };
        var mapped = Completed(Placed(turn, document, item), item, mended);
        try
        {
            return piece with { Reading = Checked(mapped, context, mended) };
        }
        catch (RegexMatchTimeoutException)
        {
            return piece with { Reading = Reading.Refused("item", null, "text that can be understood in reasonable time") };
        }
    }

    private Reading Checked(ArticleDocument document, ReadingContext context, List<string> mended)
    {
        var reading = check.Check(document, context, []);
        // Some lists take two rounds: first those at fault go, then the whole of it.
        for (var round = 0; reading.Content is null && round < 2; round++)
        {
            var fewer = SourceTolerance.Without(document, reading.Faults);
            var again = check.Check(fewer, context, []);
            if (again.Content is not null)
                mended.AddRange(reading.Faults.Select(fault => $"left out {fault.Field.Split('[')[0]}: not {fault.Rule}"));
            else if (again.Faults.Count >= reading.Faults.Count)
                return reading;
            (document, reading) = (fewer, again);
        }

        mended.AddRange(reading.Cleaned.Where(line => !line.StartsWith("body", StringComparison.Ordinal)).Select(WithoutNumber));
        return reading;
    }

    private static string WithoutNumber(string line)
    {
        var (open, close) = (line.IndexOf('[', StringComparison.Ordinal), line.IndexOf(']', StringComparison.Ordinal));
        return close > open ? line.Remove(open, close - open + 1) : line;
    }

    private static ArticleDocument Placed(SourceTurn turn, SourceDocument document, SourceItem item)
    {
        var mapped = SourceMapping.ToDocument(item);
        var named = item.Sections.Select(turn.Context.SectionOf).OfType<Publication.Section>().Where(section => section.IsOpen);
        var sections = named.Select(section => section.Slug.Value).Prepend(turn.Source.Section).OfType<string>().Distinct().ToList();
        // A date to come in what everybody can read already is a wrong clock or zone, and no embargo.
        var isPublic = PublicKinds.Contains(document.Kind, StringComparer.Ordinal);
        return mapped with
        {
            Section = sections.Count > 0 ? sections[0] : mapped.Section,
            Sections = [.. sections.Skip(1)],
            Language = mapped.Language ?? document.Language,
            PublishedAt = isPublic && mapped.PublishedAt > turn.At ? turn.At : mapped.PublishedAt,
        };
    }

    // Notes have no headline, and lists of news no text: what there is stands for what is not.
    private static ArticleDocument Completed(ArticleDocument document, SourceItem item, List<string> mended)
    {
        var title = string.IsNullOrWhiteSpace(document.Title) ? FirstWords(item) : document.Title;
        if (title != document.Title)
            mended.Add("no headline: the first words stand for it");
        if (!string.IsNullOrWhiteSpace(document.BodyHtml) || string.IsNullOrWhiteSpace(title))
            return document with { Title = title };
        mended.Add("no text: the headline stands for it");
        return document with { Title = title, BodyHtml = $"<p>{WebUtility.HtmlEncode(PlainField.Clean(title, out _))}</p>" };
    }

    private static string? FirstWords(SourceItem item)
    {
        var text = PlainField.Clean(item.Summary ?? item.ContentHtml ?? "", out _);
        return text.Length == 0 ? null : PlainText.Start(text, LongestTitle);
    }
}
