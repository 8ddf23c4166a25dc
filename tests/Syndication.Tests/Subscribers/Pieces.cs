using Syndication.Articles;
using Syndication.Publication;

namespace Syndication.Tests.Subscribers;

internal static class Pieces
{
    public static ArticleContent In(string section, string title) =>
        new()
        {
            Section = new SectionSlug(section),
            Title = title,
            BodyHtml = "<p>Body</p>",
        };
}
