using Syndication.Articles;

namespace Syndication.Ingest.Files;

/// <summary>
/// Reads a piece as newsrooms hand it over in plain text: headline, body, then perhaps the section's standing note, a line or two about
/// the author, and the furniture of the page that it was copied from.
/// </summary>
internal sealed class PlainTextReader(DocumentCheck check, FrontMatterDates dates, TimeProvider clock)
{
    private const int LongestTitle = 120;
    private const int LongestQuotation = 60;

    /// <summary>Reads one text.</summary>
    public Reading Read(string text, ReadingContext context)
    {
        var parts = Parts(text, context);
        var notes = new List<string>();
        var title = Title(parts, context, notes);
        var section = context.Section is { } named ? context.SectionOf(named) : null;
        var document = new ArticleDocument
        {
            Section = section?.Slug.Value ?? context.Section,
            Title = title,
            BodyText = parts.Body.Count == 0 ? null : string.Join("\n\n", parts.Body),
            Authors = Authors(parts, context),
            PublishedAt = PublishedAt(parts, notes),
        };
        if (parts.Dropped.Count > 0)
            notes.Add("left out as furniture of the page: " + string.Join("; ", parts.Dropped.Select(text => $"“{Shorten(text)}”")));
        foreach (var author in parts.Authors)
            notes.Add($"author recognised: {author.Name}" + (author.Role is null ? "" : $", {author.Role}"));
        if (parts.Note is { } note)
            notes.Add($"standing note of {note.Section.Name} left out of the body");
        var faults = parts.Body.Count == 0 ? new[] { new Fault("bodyText", null, "at least one paragraph below the headline") } : [];
        return check.Check(document, context, faults) with
        {
            Notes = notes,
            OfferedNote = parts.Note is { } found && found.Section.Note.Length == 0 && found.Section == section ? found.Text : null,
        };
    }

    private DateTimeOffset? PublishedAt(TextParts parts, List<string> notes)
    {
        if (parts.DateLine is not { } line)
            return null;
        var date = dates.Read(Credits.Unambiguous(line));
        // A printed date that is still to come is no order to hold the piece back.
        if (date is null || date > clock.GetUtcNow())
        {
            notes.Add($"date left out, it is not a plain day in the past: “{Shorten(line)}”");
            return null;
        }

        notes.Add($"published: taken from “{Shorten(line)}”");
        return date;
    }

    private static string Shorten(string text) => PlainText.Start(text.Replace('\n', ' '), LongestQuotation);

    /// <summary>Takes a text apart.</summary>
    public static TextParts Parts(string text, ReadingContext context)
    {
        var lines = TextBody.Paragraphs(text);
        var head = TextHead.Read(
            lines,
            line => context.Sections.Any(section => string.Equals(section.Name, line, StringComparison.OrdinalIgnoreCase)),
            hasTitle: context.Title is { Length: > 0 }
        );
        var byline = head.Byline;
        var paragraphs = lines.Skip(head.Next).SelectMany(paragraph => Split(paragraph, context, byline)).ToList();
        var tail = new TextTail(paragraphs, context, context.Author is { } author ? [author] : byline);
        tail.Read();
        return new TextParts
        {
            Headline = head.Headline,
            Body = paragraphs.Take(tail.End).SkipWhile(TextBody.IsBreak).ToList(),
            Authors = byline.Count == 0 ? tail.Authors : [.. byline.Select(name => Told(name, tail.Authors))],
            Note = tail.Note,
            DateLine = head.DateLine,
            Dropped = [.. head.Dropped, .. tail.Dropped],
        };
    }

    private static AuthorDocument Told(string name, IEnumerable<AuthorDocument> told) =>
        told.FirstOrDefault(known => ReadingContext.Letters(known.Name!) == ReadingContext.Letters(name))
        ?? new AuthorDocument { Name = name };

    // What is copied from a page has single line breaks where the page had blocks; lines that open something of the tail start anew.
    private static IEnumerable<string> Split(List<string> lines, ReadingContext context, IReadOnlyList<string> byline)
    {
        if (TextBody.ListIn(lines) is not null)
        {
            // The lines stay: what is typed as a list becomes one.
            yield return string.Join('\n', lines);
            yield break;
        }

        var paragraph = new List<string>();
        var inFurniture = false;
        foreach (var line in lines)
        {
            var isHeading = Furniture.IsHeading(line);
            var opens = isHeading || StandingNote.Of(line, context.Sections) is not null || TellsOfAuthor(line, byline);
            if (paragraph.Count > 0 && (opens || inFurniture))
            {
                yield return string.Join(' ', paragraph);
                paragraph.Clear();
            }

            inFurniture = isHeading || (inFurniture && !opens);
            paragraph.Add(line);
        }

        if (paragraph.Count > 0)
            yield return string.Join(' ', paragraph);
    }

    private static bool TellsOfAuthor(string line, IReadOnlyList<string> byline) =>
        AuthorLine.Read(line, name => byline.Any(author => ReadingContext.Letters(author) == ReadingContext.Letters(name))).Count > 0;

    private static string? Title(TextParts parts, ReadingContext context, List<string> notes)
    {
        if (parts.Headline is { } headline)
            return headline;
        if (context.Title is { Length: > 0 } given)
            return given;
        if (parts.Body.Count == 0)
            return null;
        notes.Add("title taken from the first sentence");
        return PlainText.Start(FirstSentence(parts.Body[0].Split('\n')[0]), LongestTitle).TrimEnd('.', '。');
    }

    private static string FirstSentence(string text)
    {
        for (var at = 1; at < text.Length - 1; at++)
        {
            if (text[at] is '。' or '！' or '？')
                return text[..(at + 1)];
            if (text[at] is not ('.' or '!' or '?') || !EndsWordAt(text, at))
                continue;
            var close = at + 1;
            while (close < text.Length && text[close] is '"' or '”' or '’' or ')')
                close++;
            if (close >= text.Length || (text[close] == ' ' && close + 1 < text.Length && !char.IsLower(text[close + 1])))
                return text[..close];
        }

        return text;
    }

    // "U.S. Army", "J. D. Salinger", "Lt. Col." do not end a sentence.
    private static bool EndsWordAt(string text, int at)
    {
        if (text[at] != '.')
            return true;
        var start = at;
        while (start > 0 && char.IsLetter(text[start - 1]))
            start--;
        var word = text[start..at];
        return word.Length != 1
            && !(start > 0 && text[start - 1] == '.')
            && word
                is not (
                    "Mr"
                    or "Mrs"
                    or "Ms"
                    or "Dr"
                    or "St"
                    or "Lt"
                    or "Col"
                    or "Gen"
                    or "Sgt"
                    or "Capt"
                    or "Maj"
                    or "Adm"
                    or "Gov"
                    or "Sen"
                    or "Rep"
                    or "Prof"
                    or "No"
                    or "vs"
                    or "Jr"
                    or "Sr"
                );
    }

    private static IReadOnlyList<AuthorDocument> Authors(TextParts parts, ReadingContext context)
    {
        if (context.Author is not { Length: > 0 } given)
            return parts.Authors;
        var known = context.AuthorOf(given);
        var name = known?.Name ?? given;
        var told = parts.Authors.FirstOrDefault(author => ReadingContext.Letters(author.Name!) == ReadingContext.Letters(name));
        return [(told ?? new AuthorDocument()) with { Id = known?.Slug.Value, Name = name }];
    }
}
