using System.ComponentModel.DataAnnotations;

namespace Syndication.Ingest.Api;

/// <summary>An article as a newsroom system sends it: the same id again is the same article.</summary>
internal sealed record SentArticle : ArticleDocument
{
    /// <summary>The newsroom's own id: 1 to 200 of A-Z a-z 0-9 . _ : -</summary>
    [RegularExpression(ArticleJson.IdPattern)]
    public required string Id { get; init; }
}
