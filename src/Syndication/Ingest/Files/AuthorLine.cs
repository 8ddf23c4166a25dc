using System.Text.RegularExpressions;

namespace Syndication.Ingest.Files;

/// <summary>Recognises the line or two about the author that newsrooms put under a piece, and the byline above it.</summary>
internal static partial class AuthorLine
{
    private const int Longest = 1500;

    /// <summary>The authors that the paragraph is about; empty where it is about none.</summary>
    /// <param name="paragraph">One paragraph.</param>
    /// <param name="isAuthor">Whether a name is already known as one of the piece's or the publication's authors: then any statement about them will do.</param>
    public static IReadOnlyList<AuthorDocument> Read(string paragraph, Predicate<string> isAuthor)
    {
        if (paragraph.Length > Longest)
            return [];
        var match = Statement.Match(paragraph);
        if (!match.Success)
            return [];
        var names = And.Split(match.Groups["names"].Value).Select(name => name.Trim()).ToList();
        if (!names.TrueForAll(IsPersonName))
            return [];
        var said = paragraph[match.Groups["names"].Length..];
        if (!names.Exists(isAuthor) && !Profession.IsMatch(FirstSentence(said)))
            return [];
        if (names.Count > 1)
            return names.ConvertAll(name => new AuthorDocument { Name = name });
        return
        [
            new AuthorDocument
            {
                Name = names[0],
                Role = RoleIn(said),
                Bio = paragraph,
            },
        ];
    }

    /// <summary>Of the names in the byline, the one that the paragraph calls by first or last name alone; null where it tells of none.</summary>
    public static AuthorDocument? ReadFamiliar(string paragraph, IEnumerable<string> byline)
    {
        var match = Familiar.Match(paragraph);
        if (!match.Success || paragraph.Length > Longest)
            return null;
        var called = match.Groups["name"].Value;
        var name = byline.FirstOrDefault(full =>
            full.Split(' ') is [var first, .., var last] && (IsCalled(first, called) || IsCalled(last, called))
        );
        return name is null
            ? null
            : new AuthorDocument
            {
                Name = name,
                Role = RoleIn(paragraph[called.Length..]),
                Bio = paragraph,
            };
    }

    private static bool IsCalled(string name, string called) => name.Replace('’', '\'') == called.Replace('’', '\'');

    /// <summary>The names of a line "By Jane Doe and John Roe"; empty where it is none.</summary>
    public static IReadOnlyList<string> Byline(string line)
    {
        var match = By.Match(line);
        // "By Christmas Eve, the harbour was empty." is a sentence.
        if (!match.Success || line.Length > 200 || (Furniture.EndsSentence(line) && !line.EndsWith("r.", StringComparison.Ordinal)))
            return [];
        var names = Separators
            .Split(match.Groups["names"].Value)
            .Select(name => InMixedCase(name.Trim()))
            .Where(name => name.Length > 0)
            .ToList();
        var people = names.TakeWhile(IsPersonName).ToList();
        // After the names a byline may give the desk or the date: "By Jane Doe, Staff writer | March 3".
        return people.Count > 0 && names.Skip(people.Count).All(rest => rest.Length <= 40) ? people : [];
    }

    /// <summary>Whether the paragraph goes on about the author of the one before.</summary>
    public static bool Continues(string paragraph, string name)
    {
        if (paragraph.Length > Longest)
            return false;
        if (Contact.IsMatch(paragraph))
            return true;
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return StartsWithWord(paragraph, words[0])
            || StartsWithWord(paragraph, words[^1])
            || StartsWithWord(paragraph, "He")
            || StartsWithWord(paragraph, "She")
            || StartsWithWord(paragraph, "They")
            || StartsWithWord(paragraph, "His")
            || StartsWithWord(paragraph, "Her");
    }

    /// <summary>Whether the text has the form of a person's name rather than of an institution's.</summary>
    public static bool IsPersonName(string text) => text.Length is >= 4 and <= 60 && Name.IsMatch(text) && !NotPeople.IsMatch(text);

    // Newspapers set bylines in capitals; the name is not written so anywhere else.
    private static string InMixedCase(string name) =>
        name.Any(char.IsLower) || !name.Any(char.IsUpper)
            ? name
            : Capitals.Replace(
                name,
                match => Numeral.IsMatch(match.Value) ? match.Value : match.Value[..1] + match.Value[1..].ToLowerInvariant()
            );

    private static bool StartsWithWord(string text, string word) =>
        text.StartsWith(word, StringComparison.Ordinal) && text.Length > word.Length && text[word.Length] is ' ' or '’' or '\'';

    private static string? RoleIn(string said)
    {
        var match = Role.Match(said);
        if (!match.Success)
            return null;
        var role = match.Groups["role"].Value.Trim().TrimEnd(',');
        return role.Length is > 1 and <= 100 ? role : null;
    }

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private const string Verbs =
        @"(?:is|are|was|serves|works|covers|cover|writes|write|reports|report|edits|joined|has|have|leads|hosts|runs|studies|teaches|lives|spent|currently|oversees|manages|contributes|also)\b";

    private const string NameForm =
        @"\p{Lu}[\p{L}\p{M}.'’-]*(?:\s+(?:(?:de|da|del|della|di|du|la|le|van|von|der|den|bin|ibn|al|el|y|dos)\s+)*\p{Lu}[\p{L}\p{M}.'’-]*){1,4}(?:,\s+(?:Jr\.|Sr\.|Ph\.?D\.|M\.D\.))?";

    [GeneratedRegex(@"^(?<name>\p{Lu}[\p{L}\p{M}’'-]+)\s+" + Verbs, RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Familiar { get; }

    [GeneratedRegex(@"[\p{Lu}\p{M}]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Capitals { get; }

    [GeneratedRegex(@"^(?:II|III|IV)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Numeral { get; }

    [GeneratedRegex(@"^" + NameForm + "$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Name { get; }

    [GeneratedRegex(
        @"^(?<names>" + NameForm + @"(?:(?:,|,? and)\s+" + NameForm + @")*),?\s+" + Verbs,
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Statement { get; }

    [GeneratedRegex(
        @"\b(?:editor|reporter|writer|journalist|correspondent|columnist|producer|photographer|photojournalist|videographer|contributor|contributing|freelancer?|intern|fellow|bureau chief|newsroom|blogger|podcaster?|critic|cartoonist|essayist|author|novelist|historian|staff|anchor|publisher|edits|reports|writes|covers|has covered|has written|has reported|wrote|reported|covered|veteran|retired|commentator|reviewer|illustrator)\b",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Profession { get; }

    [GeneratedRegex(
        @"^,?\s+(?:is|was|serves as|works as)\s+(?:currently\s+)?(?:an?\s+|the\s+|our\s+)?(?<role>[^.;:]{2,100}?)(?=\s+(?:with|at|for|of|who|whose|covering|focus\w*|based|specializing|specialising|in|on|from|and an?|and has|and the)\b|[,.;:(]|$)",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Role { get; }

    [GeneratedRegex(@",?\s+and\s+|,\s+(?!Jr\.|Sr\.|Ph|M\.D)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex And { get; }

    [GeneratedRegex(
        @"^(?:By|BY|Written by|Words by|Story by|Text by)[:\s]\s*(?<names>\p{Lu}.{2,})$",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex By { get; }

    [GeneratedRegex(
        @",\s+(?!Jr\.|Sr\.)|\s+(?:and|AND)\s+|\s*[&|•·/]\s*|\s+[–—-]\s+",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Separators { get; }

    [GeneratedRegex(
        @"^(?:Follow (?:him|her|them|\p{Lu}|@|on)|(?:You can )?(?:reach|contact|e-?mail) (?:him|her|them|the author|\p{Lu})|E-?mail:|Twitter:|X:|Got a (?:news )?tip|Have a tip|Contact the (?:author|reporter))",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex Contact { get; }

    [GeneratedRegex(
        @"^(?:The|This|That|These|Those|It|He|She|They|We|You|In|On|At|An?|If|But|And|For|When|While|After|Before|There|Here|What|Who|Why|How|My|Our|His|Her|Their|One|Two|No|Not|So|As|Army|Navy|Marine|Air|Coast|Space|National|Military|Defense|United|Veterans?)\b|\b(?:Times|News|Post|Department|Army|Navy|Corps|Force|University|College|Journal|Magazine|Today|Press|Association|Foundation|Institute|Agency|Administration|Committee|Company|Inc|Corp|LLC|Group|Center|Centre|Command|Battalion|Division|Office|Bureau|Congress|Senate|House|States|Kingdom|City|County|Museum|Church|School|Academy|Society|Guard|Affairs)\b",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 500
    )]
    private static partial Regex NotPeople { get; }
}
