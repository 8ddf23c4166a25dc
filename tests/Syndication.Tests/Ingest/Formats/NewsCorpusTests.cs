using System.Text.Json;
using Syndication.Articles;
using Syndication.Ingest.Formats;
using Syndication.Tests.Support;
using Xunit.Abstractions;

namespace Syndication.Tests.Ingest.Formats;

/// <summary>Newsroom documents that others wrote: good ones are read without loss, bad ones refused with the field named.</summary>
public sealed class NewsCorpusTests(ITestOutputHelper output)
{
    // The field that is wrong, as far as the file's name says it.
    private static readonly Dictionary<string, string> Wrong = new(StringComparer.Ordinal)
    {
        ["image-fixture-bad-alignment"] = "alignment",
        ["image-fixture-bad-auth-format"] = "auth.1",
        ["image-fixture-bad-focal-point-null-value"] = "focal_point.y",
        ["image-fixture-bad-focal-point-out-of-range"] = "focal_point.x",
        ["image-fixture-bad-focal-point-text-value"] = "focal_point.x",
        ["image-fixture-bad-focal-point-wrong-prop-name"] = "focal_point.x",
        ["redirect-fixture-bad"] = "redirect_url",
        ["story-fixture-bad-corrections"] = "corrections[0]",
        ["story-fixture-bad-dropcap"] = "content_elements[0].block_properties.dropcap",
        ["story-fixture-bad-embargo"] = "content_restrictions.embargo",
        ["story-fixture-bad-extra-properties"] = "foo",
        ["story-fixture-bad-referenced-distributor-mode"] = "distributor.mode",
        ["story-fixture-bad-referenced-distributor-reference-id"] = "distributor.reference_id",
        ["story-fixture-bad-sections-addl-properties"] = "taxonomy.sections[0]",
        ["story-fixture-bad-tag-strings"] = "taxonomy.tags[0]",
        ["story-fixture-bad-taxonomy-additional-tasks"] = "taxonomy.associated_tasks[1]",
        ["story-fixture-bad-wrong-type"] = "type",
        ["story-fixture-bad-wrong-version"] = "version",
    };

    [CorpusFact("news")]
    public void Every_bad_document_of_ANS_is_refused_with_the_field_named()
    {
        foreach (var file in Files("ans", "*-bad*.json"))
        {
            var name = Path.GetFileNameWithoutExtension(file);

            var document = Read(file);

            output.WriteLine($"{name}: {document.Error}");
            Assert.Empty(document.Items);
            Assert.Contains(Wrong.GetValueOrDefault(name, ""), document.Error, StringComparison.Ordinal);
        }
    }

    [CorpusFact("news")]
    public void Every_good_document_of_ANS_is_read_and_stories_without_loss()
    {
        foreach (var file in Files("ans", "*.json").Where(file => !file.Contains("-bad", StringComparison.Ordinal)))
        {
            var document = Read(file);
            var name = Path.GetFileNameWithoutExtension(file);

            output.WriteLine($"{name}: {document.Items.Count} {document.Error} {string.Join("; ", document.Unmapped)}");
            Assert.Equal(SourceKinds.Ans, document.Kind);
            Assert.Null(document.Error);
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            if (json.RootElement.Text("type") == "story")
                AssertWhole(json.RootElement, Assert.Single(document.Items), name);
            else
                Assert.True(document.Items.Count > 0 || document.Unmapped.Count > 0, name);
        }
    }

    [CorpusFact("news")]
    public void Every_text_of_ninjs_is_read_with_headline_body_byline_dates_and_associations()
    {
        foreach (var file in Files("ninjs", "*.json").Where(file => !file.Contains("extension-schema", StringComparison.Ordinal)))
        {
            var document = Read(file);
            var name = Path.GetRelativePath(Corpora.Folder, file);

            output.WriteLine($"{name}: {document.Items.Count} {document.Error} {string.Join("; ", document.Unmapped)}");
            Assert.Equal(SourceKinds.Ninjs, document.Kind);
            Assert.Null(document.Error);
            Assert.True(document.Items.Count > 0 || document.Unmapped.Count > 0, name);
            using var json = JsonDocument.Parse(File.ReadAllBytes(file), new JsonDocumentOptions { AllowTrailingCommas = true });
            if (document.Items is [var item])
                AssertNinjs(json.RootElement, item, name);
        }
    }

    private static void AssertWhole(JsonElement story, SourceItem item, string name)
    {
        Assert.Equal(story.Text("_id"), item.Id);
        Assert.Equal(story.Get("headlines").Text("basic"), item.Title);
        Assert.Equal(story.Get("description").Text("basic") ?? story.Get("subheadlines").Text("basic"), item.Summary);
        Assert.Equal(story.Instant("last_updated_date"), item.Updated);
        var published = story.Instant("first_publish_date") ?? story.Instant("publish_date") ?? story.Instant("display_date");
        var embargo = story.Get("content_restrictions").Get("embargo");
        var end = embargo.Flag("active") is true ? embargo.Instant("end_time") : null;
        Assert.Equal(published is null || end > published ? end ?? published : published, item.Published);
        Assert.Equal(
            story.Get("credits").Items("by").Select(author => author.Text("name")).OfType<string>(),
            item.Authors.Select(author => author.Name)
        );
        Assert.All(story.Get("taxonomy").Items("tags"), tag => Assert.Contains(tag.Text("text")!, item.Tags));
        Assert.All(
            story
                .Get("taxonomy")
                .Items("sections")
                .Concat(story.Get("taxonomy").Items("sites"))
                .Select(section => section.Text("name"))
                .OfType<string>(),
            section => Assert.Contains(section, item.Sections, StringComparer.OrdinalIgnoreCase)
        );
        var body = PlainText.Of(item.ContentHtml ?? "");
        foreach (var text in story.Items("content_elements").Where(part => part.Text("type") is "text" or "blockquote" or "raw_html"))
            Assert.True(body.Contains(PlainText.Of(text.Text("content") ?? ""), StringComparison.Ordinal), name);
        if (story.Get("promo_items").Get("basic").Text("url") is { } picture)
            Assert.Equal(picture, item.Image?.Url);
    }

    private static void AssertNinjs(JsonElement json, SourceItem item, string name)
    {
        var headline = json.Text("headline") ?? json.Items("headlines").Select(one => one.Text("value")).FirstOrDefault();
        Assert.Equal(headline ?? json.Text("title"), item.Title);
        Assert.Equal(json.Instant("versioncreated") ?? json.Instant("versionCreated"), item.Updated);
        var text =
            json.Text("body_text")
            ?? json.Items("bodies")
                .Where(body => (body.Text("contenttype") ?? body.Text("contentType")) is "text/plain")
                .Select(body => body.Text("value"))
                .FirstOrDefault();
        // One sample gives another text in each form: then the richer one is taken.
        if (text is not null && !name.Contains("SIPA", StringComparison.Ordinal))
        {
            var body = Words(PlainText.Of(item.ContentHtml ?? ""));
            var found = Words(text).Distinct().ToList();
            Assert.True(found.Count(word => body.Contains(word)) >= found.Count * 0.9, name);
        }

        var byline = json.Text("by") ?? json.Text("byline");
        Assert.Equal(byline is null, item.Authors.Count == 0);
        Assert.All(item.Authors, author => Assert.Contains(author.Name!, byline, StringComparison.Ordinal));
        var pictures = Associations(json).Count(part => part.Text("type") is "picture" or "graphic");
        Assert.True((item.Image is null ? 0 : 1) + item.Enclosures.Count >= pictures, name);
    }

    private static IEnumerable<JsonElement> Associations(JsonElement json) =>
        json.Get("associations") is not { } parts ? []
        : parts.ValueKind is JsonValueKind.Array ? parts.EnumerateArray()
        : parts.EnumerateObject().Select(part => part.Value);

    private static HashSet<string> Words(string text) =>
        text.Split([' ', '\n', '\r', '\t', '.', ',', ';', ':', '(', ')', '"', '\u00A0', '\u2013'], StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet();

    private static SourceDocument Read(string file) => FormatSamples.ReadBytes(File.ReadAllBytes(file), address: null);

    private static IEnumerable<string> Files(string kind, string pattern) =>
        Directory
            .EnumerateFiles(Path.Combine(Corpora.Folder, "news", kind), pattern, SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal);
}
