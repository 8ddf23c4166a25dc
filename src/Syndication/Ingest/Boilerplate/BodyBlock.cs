using Syndication.Articles;
using Syndication.Ingest.Cleaning;
using Syndication.Ingest.Sameness;

namespace Syndication.Ingest.Boilerplate;

/// <summary>A paragraph, heading, list, table or figure of a cleaned body.</summary>
/// <param name="Name">Its element.</param>
/// <param name="Html">With its element.</param>
internal sealed record BodyBlock(string Name, string Html)
{
    private const int FewWords = 12;
    private TextWords? words;

    /// <summary>Its text, plain.</summary>
    public string Text => field ??= PlainText.Of(Html);

    /// <summary>Words in it.</summary>
    public int WordCount => Words.Count;

    /// <summary>What it is recognised by in other articles: its words, or of a picture without words its markup.</summary>
    public long Key => Sketch.OfWords(Words) ?? Sketch.OfWords(TextWords.Of(Html)) ?? 0;

    /// <summary>Whether it announces what follows: a heading, or a few words in bold that do not end as sentences do.</summary>
    public bool IsHeading =>
        (Name.Length == 2 && Name[0] == 'h' && char.IsAsciiDigit(Name[1]))
        || (
            Name == "p"
            && WordCount is > 0 and <= FewWords
            && Text[^1] is not ('.' or '!' or '?' or '…')
            && (
                Html.StartsWith("<p><strong>", StringComparison.Ordinal)
                || Html.StartsWith("<p><b>", StringComparison.Ordinal)
                || Text[^1] == ':'
            )
        );

    /// <summary>Whether it only leads elsewhere: all its words are in links.</summary>
    public bool IsOfLinks => Html.Contains("<a ", StringComparison.Ordinal) && TextWords.OfHtml(WithoutLinks()).Count == 0;

    /// <summary>Whether there is a link in it.</summary>
    public bool HasLink => Html.Contains("<a ", StringComparison.Ordinal);

    private TextWords Words => words ??= TextWords.Of(Text);

    /// <summary>The blocks of a body that the cleaner wrote: all of it is in one of them.</summary>
    public static IReadOnlyList<BodyBlock> Of(string html)
    {
        var blocks = new List<BodyBlock>();
        var tags = new TagReader(html);
        var (depth, start, name) = (0, 0, "");
        while (tags.Read())
        {
            if (depth == 0)
            {
                Add(tags.Start, "");
                name = tags.Name;
            }

            if (tags.IsEnd)
                depth = Math.Max(0, depth - 1);
            else if (!TagNames.Void.Contains(tags.Name))
                depth++;
            if (depth == 0)
                Add(tags.End, name);
        }

        Add(html.Length, "");
        return blocks;

        void Add(int end, string element)
        {
            if (!string.IsNullOrWhiteSpace(html[start..end]))
                blocks.Add(new BodyBlock(element, html[start..end].Trim()));
            start = end;
        }
    }

    private string WithoutLinks()
    {
        var text = new StringWriter();
        var at = 0;
        while (Html.IndexOf("<a ", at, StringComparison.Ordinal) is >= 0 and var open)
        {
            text.Write(Html.AsSpan(at, open - at));
            var close = Html.IndexOf("</a>", open, StringComparison.Ordinal);
            at = close < 0 ? Html.Length : close;
        }

        text.Write(Html.AsSpan(at));
        return text.ToString();
    }
}
