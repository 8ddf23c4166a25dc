using Syndication.Publication;

namespace Syndication.Ingest.Files;

/// <summary>
/// The end of a handed-over text, read backwards: standing note, lines about authors, furniture of the page. Everything up to the last
/// paragraph of the piece stays; nothing in its middle is ever taken.
/// </summary>
internal sealed class TextTail(IReadOnlyList<string> paragraphs, ReadingContext context, IReadOnlyList<string> byline)
{
    private readonly List<AuthorDocument> authors = [];
    private readonly List<string> dropped = [];

    /// <summary>Where the piece ends.</summary>
    public int End { get; private set; } = paragraphs.Count;

    /// <summary>Authors that the tail tells of, in order.</summary>
    public IReadOnlyList<AuthorDocument> Authors => authors;

    /// <summary>The standing note and whose it is.</summary>
    public (string Text, Section Section)? Note { get; private set; }

    /// <summary>Furniture below the end, in order.</summary>
    public IReadOnlyList<string> Dropped => dropped;

    /// <summary>Finds the end.</summary>
    public void Read()
    {
        var hasTeasers = false;
        for (var at = paragraphs.Count - 1; at > 0; at--)
        {
            if (TextBody.IsBreak(paragraphs[at]))
            {
                // A break also stands between two parts of a piece: it goes only where all below it does.
                if (End == at + 1)
                    End = at;
            }
            else if (IsPartOfTail(at))
            {
                // "Related: …" also stands in the middle of pieces: it ends one only where nothing but headlines follows.
                if (!hasTeasers || !Furniture.IsInline(paragraphs[at]))
                    (End, hasTeasers) = (at, false);
            }
            else if (CanStandBelow(at))
            {
                hasTeasers |= !Furniture.IsListed(paragraphs[at]) || IsSentence(paragraphs[at]);
            }
            else
            {
                break;
            }
        }

        if (End == paragraphs.Count)
            CutAtAnchor();
        Collect();
    }

    private bool IsPartOfTail(int at) =>
        IsOpening(paragraphs[at]) || IsAbout(at) || NoteAt(at) is not null || AuthorsAt(at).Count > 0 || IsMoreOnAuthor(at);

    private static bool IsOpening(string text) =>
        Furniture.IsHeading(text) || Furniture.IsEndMark(text) || Furniture.AboutWhom(text) is not null;

    private bool CanStandBelow(int at) =>
        Furniture.IsListed(paragraphs[at]) || (Furniture.IsTeaser(paragraphs[at]) && at > 0 && IsListedAbove(at - 1));

    private static bool IsSentence(string text) => Furniture.EndsSentence(text) && !Furniture.IsMeta(text);

    private bool IsListedAbove(int at) => Furniture.IsListed(paragraphs[at]) && !IsOpening(paragraphs[at]);

    private bool IsAbout(int at) => at > 0 && Furniture.AboutWhom(paragraphs[at - 1]) is not null;

    private Section? NoteAt(int at) => StandingNote.Of(paragraphs[at], context.Sections);

    private IReadOnlyList<AuthorDocument> AuthorsAt(int at)
    {
        if (AuthorLine.ReadFamiliar(paragraphs[at], byline) is { } familiar)
            return [familiar];
        var found = AuthorLine.Read(paragraphs[at], IsKnown);
        return found.All(author => IsKnown(author.Name!) || (byline.Count == 0 && !IsInStory(author.Name!, at))) ? found : [];
    }

    private bool IsKnown(string name) =>
        byline.Any(author => IsSame(author, name)) || (byline.Count == 0 && context.AuthorOf(name) is not null);

    // Someone who was named before is a person of the story: the line tells who they are, not who wrote it.
    private bool IsInStory(string name, int before)
    {
        var last = name.Split(' ')[^1];
        return paragraphs
            .Take(before)
            .Any(paragraph =>
                paragraph.Contains(name, StringComparison.Ordinal)
                || (last.Length > 3 && paragraph.Contains(last, StringComparison.Ordinal) && !IsOpening(paragraph))
            );
    }

    private bool IsMoreOnAuthor(int at)
    {
        for (var above = at - 1; above >= Math.Max(1, at - 3); above--)
        {
            if (AuthorsAt(above) is [.., { Name: { } name }])
                return AuthorLine.Continues(paragraphs[at], name);
            if (Furniture.IsHeading(paragraphs[above]))
                return false;
        }

        return false;
    }

    // Lists with long teasers hide the end from the way back: a note or an author's line with a heading of the page right below is as sure.
    private void CutAtAnchor()
    {
        for (var at = paragraphs.Count - 2; at > 0; at--)
        {
            if (!Furniture.IsHeading(paragraphs[at + 1]) || (NoteAt(at) is null && AuthorsAt(at).Count == 0 && !IsMoreOnAuthor(at)))
                continue;
            End = at;
            while (End > 1 && IsPartOfTail(End - 1))
                End--;
            return;
        }
    }

    private void Collect()
    {
        for (var at = End; at < paragraphs.Count; at++)
        {
            if (Note is null && NoteAt(at) is { } section)
                Note = (paragraphs[at], section);
            else if (AuthorsAt(at) is { Count: > 0 } found)
                Add(found);
            else if (at > 0 && Furniture.AboutWhom(paragraphs[at - 1]) is { } name)
                Add([new AuthorDocument { Name = name, Bio = paragraphs[at] }]);
            else if (authors.Count > 0 && IsMoreOnAuthor(at))
                Add([authors[^1] with { Bio = paragraphs[at] }]);
            else if (!TextBody.IsBreak(paragraphs[at]))
                dropped.Add(paragraphs[at]);
        }
    }

    private void Add(IReadOnlyList<AuthorDocument> found)
    {
        foreach (var author in found)
        {
            var at = authors.FindIndex(known => IsSame(known.Name!, author.Name!));
            if (at < 0)
                authors.Add(author);
            else
                authors[at] = authors[at] with { Role = authors[at].Role ?? author.Role, Bio = $"{authors[at].Bio} {author.Bio}".Trim() };
        }
    }

    private static bool IsSame(string left, string right) => ReadingContext.Letters(left) == ReadingContext.Letters(right);
}
