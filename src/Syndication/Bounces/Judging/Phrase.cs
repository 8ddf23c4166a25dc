namespace Syndication.Bounces.Judging;

/// <summary>Words to look for in a text of <see cref="PlainWords"/>, with gaps: "mailbox * full".</summary>
internal sealed class Phrase
{
    private const int LongestGap = 40;

    private readonly string[] parts;

    public Phrase(string pattern)
    {
        parts = pattern.Split(" * ");
        Pattern = pattern;
    }

    public string Pattern { get; }

    public bool IsIn(string text)
    {
        for (var at = Find(text, parts[0], 0, text.Length); at >= 0; at = Find(text, parts[0], at + 1, text.Length))
        {
            if (Continues(text, at + parts[0].Length))
                return true;
        }

        return false;
    }

    public bool Begins(string text) => text.StartsWith(parts[0], StringComparison.Ordinal) && Continues(text, parts[0].Length);

    private bool Continues(string text, int end)
    {
        for (var part = 1; part < parts.Length; part++)
        {
            var found = Find(text, parts[part], end, Math.Min(text.Length, end + LongestGap + parts[part].Length));
            if (found < 0)
                return false;
            end = found + parts[part].Length;
        }

        return true;
    }

    // From the start of a word, in scripts that have words.
    private static int Find(string text, string part, int start, int end)
    {
        while (start < end)
        {
            var at = text.IndexOf(part, start, end - start, StringComparison.Ordinal);
            if (at <= 0 || !char.IsLetter(part[0]) || part[0] >= '\u2E80' || !char.IsLetterOrDigit(text[at - 1]))
                return at;
            start = at + 1;
        }

        return -1;
    }
}
