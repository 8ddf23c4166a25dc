using Markdig;

namespace Syndication.Ingest;

/// <summary>Markdown as static site generators write it: CommonMark with tables, footnotes and bare addresses as links; quotation marks stay as typed.</summary>
internal static class MarkdownBody
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseGridTables()
        .UseFootnotes()
        .UseAutoLinks()
        .UseDefinitionLists()
        .UseEmphasisExtras()
        .Build();

    /// <summary>HTML that still has to be cleaned; null where the nesting is too deep to be taken.</summary>
    public static string? ToHtml(string markdown)
    {
        try
        {
            return Markdown.ToHtml(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig's own limit on nesting; there is no other way to ask.
            return null;
        }
    }
}
