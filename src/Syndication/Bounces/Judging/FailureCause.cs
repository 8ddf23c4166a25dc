using System.Text;

namespace Syndication.Bounces.Judging;

/// <summary>What is known of one recipient's failure.</summary>
/// <param name="Status">The report's Status field.</param>
/// <param name="Diagnostic">What the last server said, by the report's fields.</param>
/// <param name="Text">What the report says of this recipient in plain words.</param>
internal sealed record FailureCause(string Status, string Diagnostic, string Text)
{
    /// <summary>The paragraphs of the text that quote a session: they are the server's words, not explanations around them.</summary>
    public string Quoted()
    {
        var quoted = new StringBuilder();
        var paragraph = new StringBuilder();
        foreach (var line in Text.AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace())
                paragraph.Append(line).Append('\n');
            else
                Flush(paragraph, quoted);
        }

        Flush(paragraph, quoted);
        return quoted.ToString();
    }

    private static void Flush(StringBuilder paragraph, StringBuilder quoted)
    {
        var text = paragraph.ToString();
        if (text.Length > 0 && ReplyCodes.IsIn(text))
            quoted.Append(text);
        paragraph.Clear();
    }
}
