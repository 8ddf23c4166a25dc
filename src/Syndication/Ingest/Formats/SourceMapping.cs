namespace Syndication.Ingest.Formats;

/// <summary>Maps a source's piece to the one article form; the rules (<see cref="DocumentCheck"/>) come after.</summary>
internal static class SourceMapping
{
    /// <summary>The same piece in the words of the API's contract.</summary>
    public static ArticleDocument ToDocument(SourceItem item) =>
        new()
        {
            Section = item.Sections.Count > 0 ? item.Sections[0] : null,
            Sections = [.. item.Sections.Skip(1)],
            Title = item.Title,
            Summary = item.ContentHtml is null ? null : item.Summary,
            BodyHtml = item.ContentHtml ?? item.Summary,
            Url = item.Url,
            Slug = item.Slug,
            Language = item.Language,
            Tags = item.Tags,
            Authors = [.. item.Authors.Select(ToDocument)],
            Image = item.Image is { } image
                ? new ImageDocument
                {
                    Url = image.Url,
                    Alt = image.Alt,
                    Credit = image.Credit,
                    Type = image.Type,
                    Width = image.Width,
                    Height = image.Height,
                }
                : null,
            Enclosures =
            [
                .. item.Enclosures.Select(file => new EnclosureDocument
                {
                    Url = file.Url,
                    Type = file.Type ?? "application/octet-stream",
                    Bytes = file.Length,
                }),
            ],
            Draft = item.IsDraft,
            // What has been changed is out; a draft's day is still to come.
            PublishedAt = item.Published ?? (item.IsDraft ? null : item.Updated),
            UpdatedAt = item.Updated,
            ExpiresAt = item.Expires,
            Correction = item.Correction,
        };

    private static AuthorDocument ToDocument(SourceAuthor author) =>
        new()
        {
            Id = author.Id,
            Name = author.Name ?? author.Email?.Split('@')[0],
            Role = author.Role,
            Bio = author.Biography,
            Url = author.Url,
        };
}
