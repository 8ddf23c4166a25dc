using System.Buffers;

namespace Syndication.Ingest.Formats.Feeds;

/// <summary>
/// Cuts a document into tags and text without asking for well-formedness. Never goes back, and looks for an end that is not there once:
/// linear in the document. Comments and processing instructions are skipped.
/// </summary>
internal sealed class MarkupTokenizer(string text, int beginning, Mendings mendings)
{
    /// <summary>Most attributes of one tag; more refuse the document.</summary>
    public const int MostAttributes = 256;
    private const int LongestName = 200;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\n\r\f></");
    private static readonly SearchValues<char> AttributeNameEnds = SearchValues.Create(" \t\n\r\f=></");
    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\n\r\f><");

    private readonly HashSet<string> missing = new(StringComparer.Ordinal);
    private readonly List<WrittenAttribute> attributes = [];
    private readonly ElementNames names = new();
    private int at = beginning;

    public MarkupKind Kind { get; private set; }

    /// <summary>Where the text of a text token begins, and where it ends.</summary>
    public int Start { get; private set; }

    /// <inheritdoc cref="Start"/>
    public int End { get; private set; }

    /// <summary>Of a start or end tag.</summary>
    public ElementName Name { get; private set; } = null!;

    /// <summary>Whether the start tag ends its element too.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Of the start tag, in its order; the list is used again for the next one.</summary>
    public IReadOnlyList<WrittenAttribute> Attributes => attributes;

    /// <summary>What the DOCTYPE declares.</summary>
    public DocumentType DocumentType { get; } = new();

    /// <summary>Why the document is not read on; null where it is.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Moves to the next tag or text.</summary>
    /// <param name="open">The element that is open, whose end tag ends a CDATA section that has no end of its own.</param>
    public void Read(ElementName? open)
    {
        while (at < text.Length)
        {
            if (text[at] != '<')
            {
                var next = text.IndexOf('<', at);
                Take(MarkupKind.Text, at, next < 0 ? text.Length : next);
                at = End;
                return;
            }

            if (ReadMarkup(open))
                return;
        }

        Take(MarkupKind.EndOfDocument, text.Length, text.Length);
    }

    private bool ReadMarkup(ElementName? open)
    {
        var next = at + 1 < text.Length ? text[at + 1] : ' ';
        if (IsNameStart(next))
            return ReadStart();
        if (next == '/')
            return ReadEnd();
        if (next == '?')
        {
            at = Behind(at + 2, "?>") ?? Behind(at + 2, ">") ?? text.Length;
            return false;
        }

        if (next == '!')
            return ReadDeclaration(open);
        return TakeSign();
    }

    private bool ReadDeclaration(ElementName? open)
    {
        if (Is("<!--"))
        {
            at = Behind(at + 4, "-->") ?? Mend("a comment without an end", Behind(at + 4, ">") ?? text.Length);
            return false;
        }

        if (Is("<![CDATA["))
        {
            var start = at + 9;
            if (Behind(start, "]]>") is { } end)
                Take(MarkupKind.Literal, start, (at = end) - 3);
            else
                Take(
                    MarkupKind.Literal,
                    start,
                    at = Mend(
                        "a CDATA section without an end",
                        open is null ? text.Length : Find(start, "</" + open.Written) ?? text.Length
                    )
                );
            return true;
        }

        if (Is("<!DOCTYPE") || Is("<!doctype"))
        {
            at = DocumentType.Read(text, at);
            Refusal ??= DocumentType.Refusal;
            return false;
        }

        return TakeSign();
    }

    private bool ReadEnd()
    {
        var start = at + 2;
        var end = NameEnd(start);
        if (end == start)
            return TakeSign();
        Kind = MarkupKind.End;
        Name = names.Of(text.AsSpan(start, Math.Min(end - start, LongestName)));
        var close = end < text.Length ? text.AsSpan(end).IndexOfAny('>', '<') : -1;
        if (close >= 0 && text[end + close] == '>')
            at = end + close + 1;
        else
            at = Mend("a tag without an end", close < 0 ? text.Length : end + close);
        return true;
    }

    private bool ReadStart()
    {
        var start = at + 1;
        at = NameEnd(start);
        Kind = MarkupKind.Start;
        Name = names.Of(text.AsSpan(start, Math.Min(at - start, LongestName)));
        IsEmpty = false;
        attributes.Clear();
        while (SkipSpace())
        {
            switch (text[at])
            {
                case '>':
                    at++;
                    return true;
                case '/':
                    at++;
                    IsEmpty = at < text.Length && text[at] == '>';
                    break;
                case '<':
                    mendings.Add("a tag without an end");
                    return true;
                default:
                    ReadAttribute();
                    break;
            }
        }

        mendings.Add("a tag without an end");
        return true;
    }

    private void ReadAttribute()
    {
        var start = at;
        var name = text.AsSpan(at).IndexOfAny(AttributeNameEnds);
        at = name < 0 ? text.Length : at + Math.Max(name, 1);
        var end = at;
        if (!SkipSpace() || text[at] != '=')
        {
            mendings.Add("an attribute without a value");
            return;
        }

        at++;
        if (!SkipSpace())
            return;
        var valueStart = at;
        int valueEnd;
        if (text[at] is '"' or '\'' && Behind(at + 1, text[at] == '"' ? "\"" : "'") is { } behind)
        {
            (valueStart, valueEnd, at) = (at + 1, behind - 1, behind);
        }
        else
        {
            mendings.Add("an attribute without quotes");
            var close = text.AsSpan(at).IndexOfAny(ValueEnds);
            valueEnd = at = close < 0 ? text.Length : at + close;
        }

        if (attributes.Count >= MostAttributes)
            Refusal ??= $"at most {MostAttributes} attributes in one tag";
        else
            attributes.Add(new WrittenAttribute(names.Of(text.AsSpan(start, Math.Min(end - start, LongestName))), valueStart, valueEnd));
    }

    // A sign that begins no tag is text.
    private bool TakeSign()
    {
        mendings.Add("a < that begins no tag");
        Take(MarkupKind.Literal, at, at + 1);
        at++;
        return true;
    }

    private void Take(MarkupKind kind, int start, int end) => (Kind, Start, End) = (kind, start, end);

    private int Mend(string note, int position)
    {
        mendings.Add(note);
        return position;
    }

    private bool Is(string start) => string.CompareOrdinal(text, at, start, 0, start.Length) == 0;

    private int? Behind(int from, string end) => Find(from, end) + end.Length;

    private int? Find(int from, string end)
    {
        if (from > text.Length || missing.Contains(end))
            return null;
        var found = text.IndexOf(end, from, StringComparison.Ordinal);
        if (found >= 0)
            return found;
        missing.Add(end);
        return null;
    }

    private bool SkipSpace()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r' or '\f')
            at++;
        return at < text.Length;
    }

    private int NameEnd(int from)
    {
        var length = text.AsSpan(from).IndexOfAny(NameEnds);
        return length < 0 ? text.Length : from + length;
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c is '_' or ':' || c >= '\u00C0';
}

/// <summary>An attribute where it stands in the text.</summary>
/// <param name="Name">As written.</param>
/// <param name="Start">Where its value begins.</param>
/// <param name="End">Where its value ends.</param>
internal readonly record struct WrittenAttribute(ElementName Name, int Start, int End);
