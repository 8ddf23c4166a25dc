using System.Text.Json.Nodes;
using Syndication.Tests.Support;

namespace Syndication.Tests.Feeds;

/// <summary>An article as a newsroom sends it, and as every reader is to see it.</summary>
internal sealed record SentArticle(string Id, string Title, string Body)
{
    public string Shown { get; init; } = Title;
    public string Summary { get; init; } = "In short.";
    public string ShownSummary { get; init; } = "In short.";
    public string Language { get; init; } = "en";
    public string[] Authors { get; init; } = ["Jane Doe"];
    public string[] Files { get; init; } = [];

    /// <summary>Where it differs from the body as sent.</summary>
    public string? ShownBody { get; init; }

    public string Content => ShownBody ?? Body;

    /// <summary>Legal, but each has made some reader or writer of feeds stumble.</summary>
    public static IReadOnlyList<SentArticle> Awkward { get; } =
    [
        new("plain", "Plain words", "<p>Some words.</p>"),
        new("people", "Many hands", "<p>By all of them.</p>") { Authors = ["Jane Doe", "Sigríður Þórhallsdóttir", "Marks & Son"] },
        new("nobody", "By nobody", "<p>No byline.</p>") { Authors = [] },
        new("rtl", "مقاعد الميناء", "<p>كان البحر هادئاً.</p>")
        {
            Language = "ar",
            ShownBody = "<div dir=\"rtl\" lang=\"ar\">\n<p>كان البحر هادئاً.</p>\n</div>",
        },
        new("emoji", "🚢 sails with 👩‍👩‍👧 and 🇮🇸, cafe\u0301", "<p>👩🏽‍🚀 𝔘𝔫𝔦𝔠𝔬𝔡𝔢, 東京, Ω ≈ ∞.</p>"),
        new("cdata", "Of a[b[0]]>c", "<p>An end ]]&gt; and <code>&lt;![CDATA[x]]&gt;</code> again.</p>"),
        new("signs", "AT&amp;T: 3 &lt; 4 &amp;&amp; 5 > 4", "<p>3 &lt; 4 &amp;amp; &quot;so&quot; 'on'.</p>")
        {
            Shown = "AT&T: 3 < 4 && 5 > 4",
        },
        new("quotes", "\"Double\" 'single' “curly” \\back {brace}", "<p>\\n \\u0041 %s ${x} {{y}}</p>"),
        new("summary", "A deck in HTML", "<p>The text.</p>")
        {
            Summary = "<p>One <b>bold</b> word &amp; 3 &lt; 4</p>",
            ShownSummary = "One bold word & 3 < 4",
        },
        new("files", "With files", "<p>Listen.</p>")
        {
            Files = ["https://audio.example.org/one.mp3?a=1&b=2", "https://audio.example.org/two.pdf"],
        },
        new(
            "code",
            "Tables, code and space",
            "<pre><code>a  b\n\tc &lt; d\n\n  e</code></pre><table><thead><tr><th scope=\"col\">1</th></tr></thead>"
                + "<tbody><tr><td colspan=\"2\">2</td></tr></tbody></table><ul><li>one<ol start=\"3\"><li>two</li></ol></li></ul>"
        ),
        new(
            "long",
            "Very long",
            string.Concat(Enumerable.Range(0, 3000).Select(number => $"<p>Paragraph {number} of a very long text, ü &amp; é.</p>"))
        ),
    ];

    public static DateTimeOffset PublishedAt(int index) => SyndicationHost.Start.AddHours(-1 - index);

    public JsonObject ToJson(int index) =>
        new()
        {
            ["id"] = Id,
            ["section"] = "gear",
            ["title"] = Title,
            ["summary"] = Summary,
            ["bodyHtml"] = Body,
            ["language"] = Language,
            ["slug"] = Id,
            ["authors"] = new JsonArray([.. Authors.Select(name => (JsonNode)new JsonObject { ["name"] = name })]),
            ["enclosures"] = new JsonArray([
                .. Files.Select(file =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["url"] = file,
                            ["type"] = file.EndsWith("pdf", StringComparison.Ordinal) ? "application/pdf" : "audio/mpeg",
                            ["bytes"] = 12345,
                        }
                ),
            ]),
            ["publishedAt"] = PublishedAt(index).ToString("O"),
        };
}
