using Syndication.Articles;
using Syndication.Ingest.Cleaning;
using Syndication.Publication;

namespace Syndication.Ingest.Imports;

/// <summary>
/// Takes out of another system's piece what the rules would refuse and a reader can do without: an author's relative address, a media type
/// that is none. A newsroom that sends by the API can mend what is refused; an archive of years cannot be asked to.
/// </summary>
internal static class Leniency
{
    private const int LongestName = 200;
    private const int LongestTag = 100;
    private const int LongestText = 2000;
    private const int LongestCredit = 500;
    private const int LongestAlt = 1000;
    private const int LargestSide = 100_000;
    private const int Most = 50;
    private const int LongestCleaned = 20_000;

    /// <summary>The document without them.</summary>
    /// <param name="document">As the source gave it.</param>
    /// <param name="lost">Takes a line for each kind of thing that was taken out.</param>
    public static ArticleDocument Apply(ArticleDocument document, List<string> lost)
    {
        var language = document.Language?.Replace('_', '-');
        return document with
        {
            Title = document.Title ?? Beginning(document),
            Summary = Shortened(document.Summary, LongestText),
            Url = Checked(document.Url, Addresses.IsAbsolute, "address that is not absolute", lost),
            Slug = document.Slug is { } slug && Slug.From(slug) is null ? null : document.Slug,
            Language = Checked(language, LanguageTag.IsValid, "language that is no BCP 47 tag", lost),
            Tags = Kept(document.Tags, tag => tag.Length <= LongestTag, Most, "tags too long or too many", lost),
            Authors =
            [
                .. Kept(
                        document.Authors,
                        author => Articles.PlainText.CountWords(author.Name ?? author.Id ?? "") > 0,
                        Most,
                        "authors without a name or too many",
                        lost
                    )
                    .Select(author => Apply(author, lost)),
            ],
            Image = Apply(document.Image, lost),
            Enclosures =
            [
                .. Kept(
                        document.Enclosures,
                        file => Addresses.IsAbsolute(file.Url ?? ""),
                        int.MaxValue,
                        "enclosure without an address",
                        lost
                    )
                    .Select(Apply),
            ],
            ExpiresAt = document.ExpiresAt <= document.PublishedAt ? null : document.ExpiresAt,
            Correction = Shortened(document.Correction, LongestText),
        };
    }

    // Short notes have no headline in many systems: as plain text here, they are known by their first words.
    private static string? Beginning(ArticleDocument document)
    {
        var html = document.BodyHtml ?? "";
        var text = PlainText.Of(html[..Math.Min(html.Length, LongestCleaned)]);
        return text.Length == 0 ? null : PlainText.Start(text, 80);
    }

    private static AuthorDocument Apply(AuthorDocument author, List<string> lost) =>
        author with
        {
            Name = Shortened(author.Name, LongestName),
            Role = Shortened(author.Role, LongestName),
            Bio = Shortened(author.Bio, LongestText),
            Url = Checked(author.Url, Addresses.IsAbsolute, "author's address that is not absolute", lost),
        };

    private static ImageDocument? Apply(ImageDocument? image, List<string> lost)
    {
        if (image is null || Checked(image.Url, Addresses.IsAbsolute, "image address that is not absolute", lost) is null)
            return null;
        return image with
        {
            Alt = Shortened(image.Alt, LongestAlt),
            Credit = Shortened(image.Credit, LongestCredit),
            Type = image.Type is { } type && MediaTypes.IsValid(type) ? type : null,
            Width = image.Width is > 0 and <= LargestSide ? image.Width : null,
            Height = image.Height is > 0 and <= LargestSide ? image.Height : null,
        };
    }

    private static EnclosureDocument Apply(EnclosureDocument file) =>
        file with
        {
            Type = file.Type is { } type && MediaTypes.IsValid(type) ? type : "application/octet-stream",
            Bytes = file.Bytes is >= 0 ? file.Bytes : null,
        };

    private static string? Checked(string? value, Func<string, bool> isGood, string what, List<string> lost)
    {
        if (value is null || isGood(value) && value.Length <= LongestText)
            return value;
        lost.Add(what);
        return null;
    }

    private static List<T> Kept<T>(IReadOnlyList<T> values, Func<T, bool> isGood, int most, string what, List<string> lost)
    {
        var kept = values.Where(isGood).Take(most).ToList();
        if (kept.Count < values.Count)
            lost.Add(what);
        return kept;
    }

    private static string? Shortened(string? text, int longest)
    {
        if (text is null || text.Length <= longest)
            return text;
        var cleaned = PlainField.Clean(text[..Math.Min(text.Length, LongestCleaned)], out _);
        return cleaned.Length <= longest ? cleaned : PlainText.Start(cleaned, longest - 1);
    }
}
