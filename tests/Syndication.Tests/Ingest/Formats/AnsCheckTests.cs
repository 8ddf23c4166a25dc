using System.Text.Json;
using System.Text.Json.Nodes;
using Syndication.Ingest.Formats.Ans;

namespace Syndication.Tests.Ingest.Formats;

/// <summary>What the schema of ANS asks for, and that the field is named which does not keep to it.</summary>
public sealed class AnsCheckTests
{
    private static readonly string Story = File.ReadAllText(Path.Combine(FormatSamples.Folder, "story.ans.json"));

    public static TheoryData<string> FieldsOfStory => [.. JsonNode.Parse(Story)!.AsObject().Select(pair => pair.Key)];

    [Fact]
    public void The_sample_keeps_every_rule() => Assert.Empty(FaultsOf(JsonNode.Parse(Story)!));

    [Theory]
    [MemberData(nameof(FieldsOfStory))]
    public void A_field_of_the_wrong_type_is_named(string field)
    {
        var story = JsonNode.Parse(Story)!;
        story[field] = 7.5;

        Assert.Contains(field, FaultsOf(story));
    }

    [Theory]
    [InlineData("""{"version":"0.11.0"}""", "version")]
    [InlineData("""{"version":"0.10"}""", "version")]
    [InlineData("""{"version":null}""", "version")]
    [InlineData("""{"type":"novel"}""", "type")]
    [InlineData("""{"mood":"sunny"}""", "mood")]
    [InlineData("""{"headlines":{"web":"no basic"}}""", "headlines.basic")]
    [InlineData("""{"headlines":{"basic":"a","web":3}}""", "headlines.web")]
    [InlineData("""{"publish_date":"yesterday"}""", "publish_date")]
    [InlineData("""{"publish_date":"2026-02-30T00:00:00Z"}""", "publish_date")]
    [InlineData("""{"alignment":"top"}""", "alignment")]
    [InlineData("""{"channels":["web",1]}""", "channels[1]")]
    [InlineData("""{"credits":{"by":[{"type":"author"}]}}""", "credits.by[0].name")]
    [InlineData("""{"credits":{"by":[{"type":"author","name":"A","shoe":42}]}}""", "credits.by[0].shoe")]
    [InlineData("""{"credits":{"by":[{"type":"reference","referent":{"type":"author"}}]}}""", "credits.by[0].referent.id")]
    [InlineData("""{"credits":{"edited by":["A"]}}""", "credits.edited by[0]")]
    [InlineData("""{"taxonomy":{"mood":[]}}""", "taxonomy.mood")]
    [InlineData("""{"taxonomy":{"tags":[{"slug":"a"}]}}""", "taxonomy.tags[0].text")]
    [InlineData("""{"taxonomy":{"keywords":[{"keyword":"a","score":"high"}]}}""", "taxonomy.keywords[0].score")]
    [InlineData("""{"taxonomy":{"primary_section":{"type":"section","name":"A"}}}""", "taxonomy.primary_section.version")]
    [InlineData("""{"taxonomy":{"sites":[{"type":"site","version":"0.10.9","name":"A","parent":"B"}]}}""", "taxonomy.sites[0].parent")]
    [InlineData("""{"content_restrictions":{"embargo":{"end_time":"2026-01-01T00:00:00Z"}}}""", "content_restrictions.embargo.active")]
    [InlineData("""{"content_restrictions":{"embargo":{"active":"yes"}}}""", "content_restrictions.embargo.active")]
    [InlineData("""{"content_restrictions":{"geo":{"restrictions":[]}}}""", "content_restrictions.geo.restrictions")]
    [InlineData("""{"distributor":{"mode":"reference"}}""", "distributor.reference_id")]
    [InlineData("""{"distributor":{"category":"gossip"}}""", "distributor.category")]
    [InlineData("""{"planning":{"scheduling":{"will_have_song":true}}}""", "planning.scheduling.will_have_song")]
    [InlineData("""{"workflow":{"status_code":1.5}}""", "workflow.status_code")]
    [InlineData(
        """{"related_content":{"redirect":[{"type":"story","version":"0.10.9","canonical_url":"/a","redirect_url":"/b"}]}}""",
        "related_content.redirect[0].type"
    )]
    [InlineData("""{"label":{"basic":{"url":"https://a.example/"}}}""", "label.basic.text")]
    [InlineData("""{"corrections":[{"type":"correction"}]}""", "corrections[0].text")]
    [InlineData("""{"content_elements":[{"content":"a"}]}""", "content_elements[0].type")]
    [InlineData("""{"content_elements":[{"type":"text","content":["a"]}]}""", "content_elements[0].content")]
    [InlineData(
        """{"content_elements":[{"type":"list","items":[{"type":"text","alignment":"top"}]}]}""",
        "content_elements[0].items[0].alignment"
    )]
    [InlineData("""{"voice_transcripts":[]}""", "voice_transcripts")]
    [InlineData("""{"promo_items":{"basic":{"type":"raw_html"}}}""", "promo_items.basic.content")]
    public void What_breaks_a_rule_is_named(string change, string field)
    {
        var story = JsonNode.Parse(Story)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse(change)!.AsObject())
            story[name] = value?.DeepClone();

        Assert.Equal([field], FaultsOf(story));
    }

    [Theory]
    [InlineData("""{"type":"image","version":"0.10.9","width":10,"focal_point":{"x":11,"y":0}}""", "focal_point.x")]
    [InlineData("""{"type":"image","version":"0.10.9","focal_point":{"x":-1,"y":0}}""", "focal_point.x")]
    [InlineData("""{"type":"image","version":"0.10.9","auth":{"1":"short"}}""", "auth.1")]
    [InlineData("""{"type":"image","version":"0.10.9","website_url":"/a"}""", "website_url")]
    [InlineData("""{"type":"gallery","version":"0.10.9","caption":"a"}""", "caption")]
    [InlineData("""{"type":"author","name":"A","email":"nowhere"}""", "email")]
    [InlineData("""{"type":"link_list","items":[]}""", "items")]
    [InlineData("""{"type":"custom_embed","embed":{"id":"","url":"https://a.example/"}}""", "embed.id")]
    [InlineData(
        """{"type":"image-operation","_id":"1","operation":"insert","organization_id":"o","body":{"type":"image","version":"1"}}""",
        "body.version"
    )]
    public void Documents_of_other_kinds_have_rules_too(string document, string field) =>
        Assert.Equal([field], FaultsOf(JsonNode.Parse(document)!));

    [Fact]
    public void Of_a_field_that_is_written_twice_the_last_counts()
    {
        using var json = JsonDocument.Parse("""{"type":"novel","version":"1","type":"story","version":"0.10.9"}""");

        Assert.Empty(AnsCheck.FaultsOf(json.RootElement));
    }

    private static List<string> FaultsOf(JsonNode document)
    {
        using var json = JsonDocument.Parse(document.ToJsonString());
        return [.. AnsCheck.FaultsOf(json.RootElement).Select(fault => fault.Field)];
    }
}
