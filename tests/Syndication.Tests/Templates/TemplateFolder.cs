using Syndication.Operations;

namespace Syndication.Tests.Templates;

/// <summary>A copy of the templates for a test to change.</summary>
internal sealed class TemplateFolder : IDisposable
{
    public TemplateFolder()
    {
        var from = System.IO.Path.Combine(ProjectRoot.Find(), "templates");
        foreach (var file in Directory.GetFiles(from, "*.hbs", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(Path, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <summary>The folder that has them as its <c>templates</c>.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("syndication-templates-").FullName;

    public string Path => System.IO.Path.Combine(Root, "templates");

    /// <summary>Adds a line at the end of a file.</summary>
    /// <returns>The line's number.</returns>
    public int Append(string name, string line)
    {
        var file = System.IO.Path.Combine(Path, name);
        var lines = File.ReadAllLines(file);
        File.WriteAllLines(file, [.. lines, line]);
        return lines.Length + 1;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
