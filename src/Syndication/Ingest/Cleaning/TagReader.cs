namespace Syndication.Ingest.Cleaning;

/// <summary>Finds the tags of a text as an HTML tokenizer would (13.2.5), and nothing else of it.</summary>
internal sealed class TagReader(string html)
{
    private int at;

    /// <summary>Name in lower case.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether it closes an element.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>How many attributes the tag has.</summary>
    public int AttributeCount { get; private set; }

    /// <summary>Where the tag begins.</summary>
    public int Start { get; private set; }

    /// <summary>Where the text goes on behind it.</summary>
    public int End => Math.Min(at + 1, html.Length);

    /// <summary>Moves to the next tag.</summary>
    /// <returns>False at the end of the text.</returns>
    public bool Read()
    {
        while (at < html.Length && (at = html.IndexOf('<', at)) >= 0)
        {
            Start = at;
            at++;
            IsEnd = at < html.Length && html[at] == '/';
            if (IsEnd)
                at++;
            if (at >= html.Length)
                return false;
            if (char.IsAsciiLetter(html[at]))
            {
                ReadName();
                ReadAttributes();
                return true;
            }
        }

        at = html.Length;
        return false;
    }

    private void ReadName()
    {
        var start = at;
        while (at < html.Length && !IsSpace(html[at]) && html[at] is not ('/' or '>'))
            at++;
        Name = html[start..at].ToLowerInvariant();
    }

    private void ReadAttributes()
    {
        AttributeCount = 0;
        while (at < html.Length && html[at] != '>')
        {
            if (IsSpace(html[at]) || html[at] == '/')
            {
                at++;
                continue;
            }

            AttributeCount++;
            // An equals sign in first place belongs to the name.
            at++;
            while (at < html.Length && !IsSpace(html[at]) && html[at] is not ('/' or '>' or '='))
                at++;
            SkipSpace();
            if (at < html.Length && html[at] == '=')
                SkipValue();
        }
    }

    private void SkipValue()
    {
        at++;
        SkipSpace();
        if (at >= html.Length)
            return;
        if (html[at] is '"' or '\'')
        {
            var close = html.IndexOf(html[at], at + 1);
            at = close < 0 ? html.Length : close + 1;
            return;
        }

        while (at < html.Length && !IsSpace(html[at]) && html[at] != '>')
            at++;
    }

    private void SkipSpace()
    {
        while (at < html.Length && IsSpace(html[at]))
            at++;
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' or '\f';
}
