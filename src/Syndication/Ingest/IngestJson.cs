using System.Text.Json.Serialization;
using Syndication.Ingest.Api;

namespace Syndication.Ingest;

/// <summary>How this feature writes JSON: camel case, absent rather than null, letters of every script as they are.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(ArticleDocument))]
[JsonSerializable(typeof(SentArticle[]))]
[JsonSerializable(typeof(ArticleReply))]
[JsonSerializable(typeof(ArticleView))]
[JsonSerializable(typeof(BatchReply))]
[JsonSerializable(typeof(SectionView))]
[JsonSerializable(typeof(IReadOnlyList<SectionView>))]
internal sealed partial class IngestJson : JsonSerializerContext;
