using System.Text.Json.Serialization;

namespace Syndication.Pages;

/// <summary>The members that search engines ask of a <c>NewsArticle</c>.</summary>
internal sealed record NewsArticleData
{
    [JsonPropertyName("@context")]
    public string Context => "https://schema.org";

    [JsonPropertyName("@type")]
    public string Type => "NewsArticle";

    [JsonPropertyName("mainEntityOfPage")]
    public required string Address { get; init; }

    public required string Headline { get; init; }
    public required string? Description { get; init; }

    [JsonPropertyName("inLanguage")]
    public required string Language { get; init; }

    [JsonPropertyName("articleSection")]
    public required string Section { get; init; }

    [JsonPropertyName("datePublished")]
    public required DateTimeOffset Published { get; init; }

    [JsonPropertyName("dateModified")]
    public required DateTimeOffset Modified { get; init; }

    public required int WordCount { get; init; }
    public required IReadOnlyList<string>? Keywords { get; init; }
    public required IReadOnlyList<string>? Image { get; init; }

    [JsonPropertyName("author")]
    public required IReadOnlyList<PartyData> Authors { get; init; }

    public required PartyData Publisher { get; init; }
}

/// <summary>A person or an organization.</summary>
internal sealed record PartyData([property: JsonPropertyName("@type")] string Type, string Name, string Url)
{
    public string? Logo { get; init; }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(NewsArticleData))]
internal sealed partial class ArticleDataJson : JsonSerializerContext;
