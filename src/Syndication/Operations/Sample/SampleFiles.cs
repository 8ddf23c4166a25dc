using System.Text.Json;
using System.Text.Json.Serialization;

namespace Syndication.Operations.Sample;

/// <summary>The sample publication as it lies inside the program.</summary>
internal static class SampleFiles
{
    private const string Prefix = "sample/";

    /// <summary>Sections in their order.</summary>
    public static IReadOnlyList<SampleSection> Sections() =>
        JsonSerializer.Deserialize(ReadText("sections.json"), SampleJson.Default.ListSampleSection)!;

    /// <summary>Authors.</summary>
    public static IReadOnlyList<SampleAuthor> Authors() =>
        JsonSerializer.Deserialize(ReadText("authors.json"), SampleJson.Default.ListSampleAuthor)!;

    /// <summary>Name and Markdown of each article, front matter included.</summary>
    public static IEnumerable<(string Name, string Text)> Articles() =>
        typeof(SampleFiles)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".md", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (Path.GetFileNameWithoutExtension(name), ReadText(name[Prefix.Length..])));

    /// <summary>A picture's bytes, or null where there is none of that name.</summary>
    public static byte[]? Image(string name)
    {
        using var stream = typeof(SampleFiles).Assembly.GetManifestResourceStream($"{Prefix}{name}");
        if (stream is null)
            return null;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static string ReadText(string name)
    {
        using var stream = typeof(SampleFiles).Assembly.GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

/// <summary>A section of the sample.</summary>
internal sealed record SampleSection(string Slug, string Name, string Description, string Note);

/// <summary>An author of the sample.</summary>
internal sealed record SampleAuthor(string Slug, string Name, string Role, string Bio, string? Url);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(List<SampleSection>))]
[JsonSerializable(typeof(List<SampleAuthor>))]
internal sealed partial class SampleJson : JsonSerializerContext;
