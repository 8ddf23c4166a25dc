using System.Text.RegularExpressions;

namespace Syndication.Ingest.Formats.Ans;

/// <summary>The shapes of ANS, read once from <c>shapes.txt</c>, which explains its own notation.</summary>
internal sealed class AnsShapes
{
    private const string Resource = "ans/shapes.txt";
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);
    private readonly Dictionary<string, AnsShape> shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> kinds = new(StringComparer.Ordinal);

    private AnsShapes() { }

    /// <summary>The table of this program.</summary>
    public static AnsShapes Known { get; } = Load();

    /// <summary>The shape of that name; the table names no other.</summary>
    public AnsShape this[string name] => shapes[name];

    /// <summary>The shape that a "type" means; null where it is none of ANS.</summary>
    public AnsShape? OfKind(string? type) => type is not null && kinds.TryGetValue(type, out var name) ? shapes[name] : null;

    private static AnsShapes Load()
    {
        using var stream =
            typeof(AnsShapes).Assembly.GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"no {Resource}");
        using var reader = new StreamReader(stream);
        var table = new AnsShapes();
        AnsShape? shape = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#')
                continue;
            var (word, rest) = Split(line);
            if (word == "kind")
                table.kinds.Add(Split(rest).Word, Split(rest).Remainder);
            else if (word == "shape")
                table.shapes.Add(Split(rest).Word, shape = new AnsShape(Split(rest).Remainder == "closed"));
            else if (word == "<")
                shape!.Take(table.shapes[rest]);
            else if (word[0] == '/')
                shape!.Others.Add((new Regex(word[1..^1], RegexOptions.CultureInvariant, Patience), TypeOf(rest)));
            else
                shape!.Fields[word.TrimEnd('!')] = (TypeOf(rest), word[^1] == '!');
        }

        return table;
    }

    private static (string Word, string Remainder) Split(string line)
    {
        var space = line.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? (line, "") : (line[..space], line[(space + 1)..]);
    }

    private static AnsType TypeOf(string text)
    {
        if (text[0] == '\'')
            return new AnsType.OneOf([.. text.Split('\'', StringSplitOptions.RemoveEmptyEntries).Where(word => word.Trim().Length > 0)]);
        if (text[0] == '/')
            return new AnsType.Matching(new Regex(text[1..^1], RegexOptions.CultureInvariant, Patience));
        if (text[0] == '{')
            return new AnsType.Map(TypeOf(text[1..^1]));
        if (text[0] == '[')
            return ListOf(text);
        if (text.Contains('|', StringComparison.Ordinal))
            return new AnsType.AnyOf(text.Split('|'));
        return char.IsUpper(text[0]) ? new AnsType.AnyOf([text]) : new AnsType.Plain(text);
    }

    private static AnsType.ListOf ListOf(string text)
    {
        var end = text.LastIndexOf(']');
        var bounds = text[(end + 1)..].Split("..");
        var least = bounds is [{ Length: > 0 } low, ..] ? int.Parse(low, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var most = bounds is [_, { Length: > 0 } high] ? int.Parse(high, System.Globalization.CultureInfo.InvariantCulture) : int.MaxValue;
        return new AnsType.ListOf(TypeOf(text[1..end]), least, most);
    }
}

/// <summary>An object's fields.</summary>
/// <param name="isClosed">Whether it may have no others.</param>
internal sealed class AnsShape(bool isClosed)
{
    public bool IsClosed => isClosed;

    public Dictionary<string, (AnsType Type, bool IsRequired)> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>The types of fields that are named by a pattern.</summary>
    public List<(Regex Name, AnsType Type)> Others { get; } = [];

    /// <summary>Adds another's fields.</summary>
    public void Take(AnsShape other)
    {
        foreach (var (name, field) in other.Fields)
            Fields[name] = field;
        Others.AddRange(other.Others);
    }

    /// <summary>The type of a field; null where the shape does not speak of it.</summary>
    public AnsType? TypeOf(string field) =>
        Fields.TryGetValue(field, out var known) ? known.Type : Others.Find(other => other.Name.IsMatch(field)).Type;
}

/// <summary>What a value may be.</summary>
internal abstract record AnsType
{
    private AnsType() { }

    public sealed record Plain(string Name) : AnsType;

    public sealed record OneOf(IReadOnlyList<string> Words) : AnsType;

    public sealed record Matching(Regex Pattern) : AnsType;

    public sealed record Map(AnsType Value) : AnsType;

    public sealed record ListOf(AnsType Item, int Least, int Most) : AnsType;

    public sealed record AnyOf(IReadOnlyList<string> Shapes) : AnsType;
}
