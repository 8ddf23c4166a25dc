using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Syndication.Articles;

/// <summary>Sixteen bytes, most significant first, so that stored ids sort by their time on every provider.</summary>
public sealed class ArticleIdConverter()
    : ValueConverter<ArticleId, byte[]>(id => id.Value.ToByteArray(true), stored => new ArticleId(new Guid(stored, true)));
