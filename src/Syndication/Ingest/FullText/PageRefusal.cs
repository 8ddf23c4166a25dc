using AngleSharp.Dom;

namespace Syndication.Ingest.FullText;

/// <summary>How a page says that its text is not to be taken: to programs, or to everybody who has not paid.</summary>
internal static class PageRefusal
{
    /// <summary>The rule, one line; null where nothing speaks against it.</summary>
    public static string? Of(IDocument page, StructuredData data)
    {
        foreach (var meta in page.QuerySelectorAll("meta[name][content]"))
        {
            var name = meta.GetAttribute("name")!.Trim();
            if (
                !name.Equals("robots", StringComparison.OrdinalIgnoreCase)
                && !name.Equals(FullTextReader.Product, StringComparison.OrdinalIgnoreCase)
            )
                continue;
            if (RobotsDirectives.Refusal(meta.GetAttribute("content"), FullTextReader.Product) is { } directive)
                return $"the page says {directive} to programs (meta {name.ToLowerInvariant()})";
        }

        // Any of them: which part of the page it means cannot be told.
        if (data.Articles.Any(article => article.IsForPayers))
            return "the page says that it is not accessible for free (isAccessibleForFree)";
        if (page.QuerySelectorAll("[itemprop~=isAccessibleForFree]").Any(IsFalse))
            return "the page says that it is not accessible for free (isAccessibleForFree)";
        return
            page.QuerySelector("meta[property='article:content_tier']")?.GetAttribute("content")?.Trim().ToLowerInvariant()
                is "locked"
                    or "metered"
            ? "the page says that it is not accessible for free (article:content_tier)"
            : null;
    }

    private static bool IsFalse(IElement element) =>
        (element.GetAttribute("content") ?? element.GetAttribute("href") ?? element.TextContent)
            .Trim()
            .EndsWith("false", StringComparison.OrdinalIgnoreCase);
}
