using System.Text.Json;
using Syndication.Publication;

namespace Syndication.Templates;

/// <summary>
/// An operator's own words: <c>templates/words/de.json</c> holds one object of texts by key, which stand in the place of ours; a file of a
/// language that we do not have adds it.
/// </summary>
internal static class OwnWords
{
    private static readonly JsonSerializerOptions Lenient = new()
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <summary>The words by language; none where there is no such folder.</summary>
    /// <exception cref="TemplateFaultException">A file is not named after a language, or is not an object of texts; names the file.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Read(string folder)
    {
        var own = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.OrdinalIgnoreCase);
        if (!Directory.Exists(folder))
            return own;
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var language = Path.GetFileNameWithoutExtension(file);
            if (!LanguageTag.IsValid(language))
                throw Fault(file, $"'{language}' is not a BCP 47 tag such as pt-BR", null);
            own[language] = ReadFile(file);
        }

        return own;
    }

    private static Dictionary<string, string> ReadFile(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file), Lenient) ?? [];
        }
        catch (JsonException fault)
        {
            throw Fault(file, $"line {fault.LineNumber + 1}: must be one object of texts", fault);
        }
    }

    private static TemplateFaultException Fault(string file, string rule, Exception? inner) =>
        new($"templates/words/{Path.GetFileName(file)}: {rule}.", inner);
}
