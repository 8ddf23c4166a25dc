namespace Syndication.Ingest.Files;

/// <summary>Reads what somebody wrote as one article: plain text, Markdown, or a page of HTML.</summary>
internal sealed class WrittenTexts(PlainTextReader texts, MarkdownReader markdown, HtmlPageReader pages)
{
    /// <summary>Reads one.</summary>
    /// <param name="kind">How it is written.</param>
    /// <param name="text">The whole of it.</param>
    /// <param name="fileName">Its file's name, which may carry a date; empty: it is no file.</param>
    /// <param name="context">Sections and authors that there are.</param>
    /// <exception cref="System.Text.RegularExpressions.RegexMatchTimeoutException">It is made to be costly.</exception>
    public Reading Read(ImportKind kind, string text, string fileName, ReadingContext context) =>
        kind switch
        {
            ImportKind.Text => texts.Read(text, context),
            ImportKind.Markdown => markdown.Read(text, fileName, context),
            _ => pages.Read(text, context),
        };
}
