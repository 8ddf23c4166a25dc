using System.Text.RegularExpressions;

namespace Syndication.Ingest.Formats;

/// <summary>
/// A wire's byline, which is a line of text, as its authors. What may be a part of a name stays one: "e", "y" and "en" join two full
/// names only, and "Von" and "Di" lead to a full name, an agency or a small letter only ("Von Ada Quill", "Von dpa", but "Von Miller").
/// </summary>
internal static partial class Bylines
{
    private const int Longest = 500;

    // Small words before a surname.
    private const string Particles = "(?:de|da|do|dos|das|del|della|di|du|la|le|van|von|zu|zur|der|den|dem|ten|ter|af|av)";

    // What goes on as a name: "Quill", "de Sousa", "d'Emilio", "'t Hart".
    private const string Surname = "(?:" + Particles + @"\s)*(?:[dl]['’]|['’][st]\s)?\p{Lu}";

    // Words that join and are no part of a name in any case; then those that are in another language, or are an initial as a capital.
    private const string Joining = @"\s(?:(?i:and|und|et|och|og)|&)\s";
    private const string MayBeJoining = @"(?<=[^\s,]\s[^\s,]+,?)\s(?:e|y|en)\s(?=\p{Lu}[^\s,/]*\s" + Surname + ")";

    /// <summary>
    /// The authors: of names that are joined by "and" each one, else the name; what follows a comma or a stroke after the last is its role.
    /// </summary>
    /// <param name="line">Such as "By Ada Quill and Ben Nib", "Von Ada Quill, dpa".</param>
    public static IReadOnlyList<SourceAuthor> Authors(string? line)
    {
        if (line is null || line.Length > Longest)
            return [];
        var names = Lead.Replace(Spaces.Replace(line, " ").Trim().TrimEnd('.', ',', ';'), "");
        if (names.Length == 0)
            return [];
        if (Conjunction.Matches(names) is not [.., var last])
            return [WithRole(names)];
        return
        [
            .. Joints
                .Split(names[..last.Index])
                .Select(one => Lead.Replace(one.Trim(), ""))
                .Where(one => one.Length > 0)
                .Select(one => new SourceAuthor { Name = one }),
            WithRole(Lead.Replace(names[(last.Index + last.Length)..], "")),
        ];
    }

    private static SourceAuthor WithRole(string name)
    {
        var cut = name.IndexOfAny([',', '/']);
        return cut <= 0 || cut == name.Length - 1
            ? new SourceAuthor { Name = name }
            : new SourceAuthor { Name = name[..cut].Trim(), Role = name[(cut + 1)..].Trim() };
    }

    [GeneratedRegex(
        @"^(?:(?i:by|par|por|av|door)(?:\s*:\s*|\s+)"
            + @"|(?i:von|di)\s*:\s*"
            // A small letter or an agency's, but no nobility: "Von unserem Korrespondenten", "Von AFP", but "von der Leyen", "VON MOLTKE".
            + @"|(?:[Vv]on|[Dd]i)\s+(?!(?i:"
            + Particles
            + @")\s)(?=\p{Ll}|\p{Lu}{2,5}(?!\p{L}))"
            + @"|(?i:von|di)\s+(?!(?i:"
            + Particles
            + @")\s)(?=[^\s,/]+\s(?!(?i:and|und|et|och|og|jr|sr|ii|iii|iv)\b)"
            + Surname
            + @"))(?=\S)",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 100
    )]
    private static partial Regex Lead { get; }

    [GeneratedRegex(",?(?:" + Joining + "|" + MayBeJoining + ")", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Conjunction { get; }

    [GeneratedRegex(@",?(?:" + Joining + "|" + MayBeJoining + @")|,\s", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Joints { get; }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Spaces { get; }
}
