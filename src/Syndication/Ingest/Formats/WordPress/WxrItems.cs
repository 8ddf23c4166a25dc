using System.Text.RegularExpressions;

namespace Syndication.Ingest.Formats.WordPress;

/// <summary>The posts of a WordPress export, one after the other, in two passes: attachments and authors may stand after the posts that need them.</summary>
/// <param name="open">Opens the export anew.</param>
/// <param name="withPages">Whether pages are articles too.</param>
internal sealed class WxrItems(Func<Stream> open, bool withPages)
{
    private readonly Dictionary<string, int> unmapped = new(StringComparer.Ordinal);
    private WxrIndex index = new();

    /// <summary>Why the rest could not be read; null where all was. Known when all items were taken.</summary>
    public string? Fault { get; private set; }

    public string? Title => index.Title;

    public string? Language => index.Language;

    /// <summary>The site that it was exported from; null: not said. Known from the first item on.</summary>
    public string? Home => index.Home;

    /// <summary>What is no post, with how many there are. Known when all items were taken.</summary>
    public IReadOnlyDictionary<string, int> Unmapped => unmapped;

    /// <summary>Whether the file begins as an export does.</summary>
    public static bool IsExport(ReadOnlySpan<byte> start) =>
        start[..Math.Min(start.Length, 64 << 10)].IndexOf("wordpress.org/export/"u8) >= 0 || start.IndexOf("<wp:wxr_version"u8) >= 0;

    /// <summary>The posts.</summary>
    public IEnumerable<SourceItem> Read(CancellationToken ct)
    {
        index = Survey(ct);
        using var export = open();
        var parser = new WxrParser(export);
        foreach (var post in parser.Read(ct))
        {
            if (IsArticle(post) is { } other)
                unmapped[other] = unmapped.GetValueOrDefault(other) + 1;
            else
                yield return ToItem(post);
        }

        Fault = parser.Fault;
    }

    // A post that was made to be costly ends no archive.
    private SourceItem ToItem(WxrPost post)
    {
        try
        {
            return post.ToItem(index);
        }
        catch (RegexMatchTimeoutException)
        {
            return new SourceItem
            {
                Id = post["guid"] ?? post["wp:post_id"],
                Url = post["link"],
                Title = post["title"],
                Faults = [new Fault("content:encoded", null, "text that can be understood in reasonable time")],
            };
        }
    }

    private WxrIndex Survey(CancellationToken ct)
    {
        using var export = open();
        var parser = new WxrParser(export);
        foreach (var post in parser.Read(ct))
        {
            if (post.Type == "attachment" && post["wp:post_id"] is { } number && (post["wp:attachment_url"] ?? post["guid"]) is { } url)
                parser.Index.Pictures[number] = new WordPressPicture(
                    url,
                    post.Meta.GetValueOrDefault("_wp_attachment_image_alt") is { Length: > 0 } alt ? alt : null
                );
        }

        return parser.Index;
    }

    // Null for what is to be an article, else what to count it as.
    private string? IsArticle(WxrPost post) =>
        post.Status is "trash" ? $"{post.Type} in the trash"
        : post.Status is "auto-draft" ? "post that was never saved"
        : post.Type is "post" || post.Type is "page" && withPages ? null
        : $"{post.Type}: no article";
}
