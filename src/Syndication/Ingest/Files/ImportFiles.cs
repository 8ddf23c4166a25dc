namespace Syndication.Ingest.Files;

/// <summary>Which files of a folder are articles.</summary>
internal static class ImportFiles
{
    private static readonly EnumerationOptions Plain = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 16,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
    };

    /// <summary>Full paths, by name. Links are not followed; a site generator's own files are passed over.</summary>
    public static IReadOnlyList<string> Below(string folder, ImportKind kind) =>
        Directory
            .EnumerateFiles(folder, "*", Plain)
            .Where(file => IsOfKind(Path.GetExtension(file), kind) && !IsOfGenerator(Path.GetFileName(file)))
            .Order(StringComparer.Ordinal)
            .ToList();

    private static bool IsOfKind(string extension, ImportKind kind) =>
        kind switch
        {
            ImportKind.Text => extension.ToLowerInvariant() is ".txt" or ".text",
            ImportKind.Markdown => extension.ToLowerInvariant() is ".md" or ".markdown" or ".mdown",
            _ => extension.ToLowerInvariant() is ".html" or ".htm" or ".xhtml",
        };

    private static bool IsOfGenerator(string name) => name is "_index.md" || name.Equals("README.md", StringComparison.OrdinalIgnoreCase);
}
