using Syndication.Operations;
using Syndication.Templates;

namespace Syndication.Tests.Support;

/// <summary>
/// The repository's templates and words, compiled once for all hosts of a run: each compile emits code that is never freed, and a run starts
/// thousands of hosts.
/// </summary>
internal static class SharedTemplates
{
    private static readonly Lazy<Words> TheWords = new(() => new Words(OwnWords.Read(Path.Combine(Folder, "words"))));
    private static readonly Lazy<TemplateLibrary> TheLibrary = new(() => new TemplateLibrary(Folder, Words));

    public static Words Words => TheWords.Value;

    public static TemplateLibrary Library => TheLibrary.Value;

    private static string Folder => Path.Combine(ProjectRoot.Find(), "templates");
}
