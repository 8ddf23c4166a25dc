using System.Text;
using MimeKit;

namespace Syndication.Bounces.Judging;

/// <summary>Header fields, decoded: of the mail, of what it brings back, or of a report.</summary>
internal sealed class MailFields
{
    private const int Most = 500;
    private const int LongestValue = 8 * 1024;
    private const int LongestName = 80;
    private const int MostAddresses = 100;

    private readonly List<(string Name, string Value)> fields = [];

    public static MailFields Of(HeaderList headers)
    {
        var decoded = new MailFields();
        foreach (var header in headers.Take(Most))
            decoded.fields.Add((header.Field, header.Value ?? ""));
        return decoded;
    }

    /// <summary>The fields at a text's beginning; with <paramref name="skipsEmptyLines"/> those of all its blocks.</summary>
    public static MailFields Parse(string text, bool skipsEmptyLines = false)
    {
        var parsed = new MailFields();
        string? name = null;
        var value = new StringBuilder();
        foreach (var raw in text.AsSpan().TrimStart().EnumerateLines())
        {
            var line = raw.TrimStart('>');
            if (parsed.fields.Count >= Most || (line.IsWhiteSpace() && !skipsEmptyLines))
                break;
            if (line.IsWhiteSpace())
                continue;
            if (line[0] is ' ' or '\t' && name is not null)
            {
                if (value.Length < LongestValue)
                    value.Append(' ').Append(line.Trim());
                continue;
            }

            parsed.Add(name, value);
            var colon = line.IndexOf(':');
            name = colon is > 0 and < LongestName && IsName(line[..colon]) ? line[..colon].ToString() : null;
            if (name is not null)
                value.Append(line[(colon + 1)..].Trim());
        }

        parsed.Add(name, value);
        return parsed;
    }

    /// <summary>The first value of the field, or null.</summary>
    public string? this[string name] => All(name).FirstOrDefault();

    public IEnumerable<string> All(string name) =>
        fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    /// <summary>The addresses in all fields of these names, without doubles, in the order of the names.</summary>
    public IReadOnlyList<string> Addresses(params IEnumerable<string> names) =>
        [
            .. names
                .SelectMany(All)
                .SelectMany(value => AddressScan.In(value).Take(MostAddresses))
                .Select(found => found.Address)
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Take(MostAddresses),
        ];

    private void Add(string? name, StringBuilder value)
    {
        if (name is not null)
            fields.Add((name, value.ToString()));
        value.Clear();
    }

    private static bool IsName(ReadOnlySpan<char> name)
    {
        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
                return false;
        }

        return true;
    }
}
