using System.Globalization;
using System.Text;
using Syndication.Ingest.Formats;
using Syndication.Ingest.Formats.Ans;
using Syndication.Ingest.Formats.Ghost;
using Syndication.Ingest.Formats.NewsMl;
using Syndication.Ingest.Formats.Ninjs;
using Syndication.Ingest.Formats.Nitf;
using Syndication.Ingest.Formats.WordPress;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.Formats;

/// <summary>Documents of other systems in our own words, and what was understood of them as text to compare.</summary>
internal static class FormatSamples
{
    public static string Folder { get; } = Path.Combine(Golden.Folder, "formats");

    /// <summary>The readers of wires and archives, in the host's order.</summary>
    public static SourceReader Reader { get; } =
        new([
            new AnsReader(),
            new NinjsReader(),
            new NewsMlReader(),
            new NitfReader(),
            new WxrReader(),
            new WordPressReader(),
            new GhostReader(),
        ]);

    public static SourceDocument Read(string file, Uri? address) => ReadBytes(File.ReadAllBytes(Path.Combine(Folder, file)), address);

    public static SourceDocument ReadText(string text) => ReadBytes(Encoding.UTF8.GetBytes(text), address: null);

    public static SourceDocument ReadBytes(byte[] bytes, Uri? address) =>
        Reader.Read(new SourceBytes(bytes, ContentType: null, address), CancellationToken.None);

    /// <summary>Everything that was understood, a line for each thing.</summary>
    public static string Describe(SourceDocument document)
    {
        var text = new StringBuilder();
        Line("kind", document.Kind);
        Line("title", document.Title);
        Line("language", document.Language);
        Lines("mended", document.Mended);
        Lines("unmapped", document.Unmapped);
        Line("error", document.Error);
        foreach (var item in document.Items)
            Describe(item);
        return text.ToString();

        void Describe(SourceItem item)
        {
            text.Append("\n--- ").Append(item.Id ?? "(no id)").Append('\n');
            Line("url", item.Url);
            Line("title", item.Title);
            Line("summary", item.Summary);
            Lines(
                "author",
                item.Authors.Select(author => $"{author.Id} | {author.Name} | {author.Role} | {author.Biography} | {author.Url}")
            );
            Lines("section", item.Sections);
            Lines("tag", item.Tags);
            Line("published", Date(item.Published));
            Line("updated", Date(item.Updated));
            Line("expires", Date(item.Expires));
            Lines("enclosure", item.Enclosures.Select(file => $"{file.Url} | {file.Type} | {file.Length}"));
            Line(
                "image",
                item.Image is { } image ? $"{image.Url} | {image.Alt} | {image.Credit} | {image.Type} | {image.Width}x{image.Height}" : null
            );
            Line("language", item.Language);
            Line("slug", item.Slug);
            Line("correction", item.Correction);
            Line("draft", item.IsDraft ? "yes" : null);
            Line("withdrawn", item.IsWithdrawn ? "yes" : null);
            Lines("unmapped", item.Unmapped);
            Lines("fault", item.Faults.Select(fault => $"{fault.Field}: {fault.Message}"));
            if (item.ContentHtml is not null)
                text.Append("content:\n").Append(item.ContentHtml.Trim()).Append('\n');
        }

        void Line(string name, string? value)
        {
            if (value is not null)
                text.Append(name).Append(": ").Append(value).Append('\n');
        }

        void Lines(string name, IEnumerable<string> values)
        {
            foreach (var value in values)
                Line(name, value);
        }
    }

    private static string? Date(DateTimeOffset? date) =>
        date?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
