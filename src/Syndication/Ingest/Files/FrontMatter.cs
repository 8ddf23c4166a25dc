using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Syndication.Ingest.Files;

/// <summary>The YAML block at the top of a Markdown file, as text, lists and mappings; nothing of it is ever made into a type.</summary>
internal sealed class FrontMatter
{
    private const int Longest = 64 * 1024;
    private const int Deepest = 12;
    private readonly Dictionary<string, object?> values;

    private FrontMatter(Dictionary<string, object?> values, string body, Fault? fault) =>
        (this.values, Body, Fault) = (values, body, fault);

    /// <summary>What follows the block.</summary>
    public string Body { get; }

    /// <summary>Why it could not be read; null where it could.</summary>
    public Fault? Fault { get; }

    /// <summary>Keys that were there, in lower case.</summary>
    public IEnumerable<string> Keys => values.Keys;

    /// <summary>Divides a file into its block and the rest.</summary>
    public static FrontMatter Read(string file)
    {
        var text = file.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        if (text.StartsWith("+++\n", StringComparison.Ordinal))
            return Failed(new Fault("front matter", "+++", "YAML between lines of ---; TOML is not read"));
        if (text.StartsWith('{') && text[1..].TrimStart().StartsWith('"'))
            return Failed(new Fault("front matter", "{", "YAML between lines of ---; JSON is not read"));
        if (!text.StartsWith("---\n", StringComparison.Ordinal))
            return new FrontMatter([], text, fault: null);
        var lines = text.Split('\n');
        var end = EndOf(lines);
        if (end < 0)
            return Failed(new Fault("front matter", "---", "closed by a second line of ---"));
        var yaml = string.Join('\n', lines[1..end]);
        if (yaml.Length > Longest)
            return Failed(new Fault("front matter", null, "at most 64 KiB"));
        return Parse(yaml, string.Join('\n', lines[(end + 1)..]));
    }

    /// <summary>Whether a file begins with a block that does not end.</summary>
    public static bool IsOpen(string file)
    {
        var text = file.TrimStart('\uFEFF').ReplaceLineEndings("\n");
        return text.StartsWith("---\n", StringComparison.Ordinal) && EndOf(text.Split('\n')) < 0;
    }

    // The line that closes the block, or -1.
    private static int EndOf(string[] lines) => Array.FindIndex(lines, 1, line => line.TrimEnd() is "---" or "...");

    /// <summary>The first of the keys that holds text, as text.</summary>
    public string? Text(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (values.GetValueOrDefault(key) is string { Length: > 0 } text)
                return text;
        }

        return null;
    }

    /// <summary>True, false, or null where the key says neither.</summary>
    public bool? Flag(string key) =>
        Text(key)?.ToLowerInvariant() switch
        {
            "true" or "yes" or "on" => true,
            "false" or "no" or "off" => false,
            _ => null,
        };

    /// <summary>The value of a key: text, list, mapping or null.</summary>
    public object? Value(string key) => values.GetValueOrDefault(key);

    /// <summary>The texts of a key that holds one or a list of them.</summary>
    public IReadOnlyList<string> Texts(string key, bool splitWords = false) =>
        values.GetValueOrDefault(key) switch
        {
            string text when text.Contains(',') => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            string text when splitWords => text.Split(' ', StringSplitOptions.RemoveEmptyEntries),
            string { Length: > 0 } text => [text],
            List<object?> list => [.. list.OfType<string>().Where(item => item.Length > 0)],
            _ => [],
        };

    private static FrontMatter Failed(Fault fault) => new([], "", fault);

    private static FrontMatter Parse(string yaml, string body)
    {
        try
        {
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
                return new FrontMatter([], body, fault: null);
            return ReadNode(parser, depth: 0) switch
            {
                Dictionary<string, object?> map => new FrontMatter(map, body, fault: null),
                null or "" => new FrontMatter([], body, fault: null),
                _ => Failed(new Fault("front matter", null, "a mapping of keys to values")),
            };
        }
        catch (YamlException fault)
        {
            var rule = string.Create(
                CultureInfo.InvariantCulture,
                $"well-formed YAML: line {fault.Start.Line + 1}, position {fault.Start.Column}: {fault.Message}"
            );
            return Failed(new Fault("front matter", null, rule));
        }
    }

    private static object? ReadNode(Parser parser, int depth)
    {
        if (depth > Deepest)
            throw new YamlException(parser.Current!.Start, parser.Current.End, "too many levels");
        if (parser.TryConsume<YamlDotNet.Core.Events.Scalar>(out var scalar))
            return scalar.IsPlainImplicit && scalar.Value is "null" or "~" ? null : scalar.Value;
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new List<object?>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                list.Add(ReadNode(parser, depth + 1));
            return list;
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var map = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = ReadNode(parser, depth + 1) as string ?? "";
                map[key] = ReadNode(parser, depth + 1);
            }

            return map;
        }

        throw new YamlException(parser.Current!.Start, parser.Current.End, "aliases are not read");
    }
}
