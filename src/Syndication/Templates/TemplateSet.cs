using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Syndication.Templates;

/// <summary>All templates of a folder, compiled at one time.</summary>
/// <remarks>Each compile emits code that is never freed: never compile per request.</remarks>
internal sealed class TemplateSet
{
    private readonly Dictionary<string, HandlebarsTemplate<object, object>> compiled = new(StringComparer.Ordinal);
    private readonly string folder;
    private readonly Words words;

    /// <summary>Reads and compiles everything below <paramref name="folder"/>.</summary>
    /// <exception cref="TemplateFaultException">A template does not compile, or says a text that there is not; names the file and the line.</exception>
    public TemplateSet(string folder, Words words)
    {
        this.folder = folder;
        this.words = words;
        foreach (var kind in new[] { "html", "text" })
            Compile(kind);
    }

    /// <summary>The names that can be rendered, partials left out.</summary>
    public IReadOnlyCollection<string> Names => compiled.Keys;

    /// <inheritdoc cref="TemplateLibrary.Render"/>
    public string Render(string name, object model, string language)
    {
        if (!compiled.TryGetValue(name, out var template))
            throw new TemplateFaultException($"templates/{name}.hbs: there is no such template.", null);
        try
        {
            return template(model, WordHelpers.DataOf(language));
        }
        // The one for an unknown name is not of the library's own family.
        catch (Exception fault) when (fault is HandlebarsException or HandlebarsUndefinedBindingException)
        {
            throw TemplateFaults.OfRendering(folder, name, fault);
        }
    }

    private void Compile(string kind)
    {
        var handlebars = Handlebars.Create(
            new HandlebarsConfiguration
            {
                ThrowOnUnresolvedBindingExpression = true,
                NoEscape = string.Equals(kind, "text", StringComparison.Ordinal),
            }
        );
        WordHelpers.Register(handlebars, words, isHtml: string.Equals(kind, "html", StringComparison.Ordinal));
        var names = Directory
            .GetFiles(folder, $"*.{kind}.hbs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/')[..^".hbs".Length])
            .ToLookup(name => name.StartsWith("parts/", StringComparison.Ordinal));
        foreach (var name in names[true])
            Try(name, text => handlebars.RegisterTemplate(name[..^(kind.Length + 1)], text));
        foreach (var name in names[false])
            Try(name, text => compiled[name] = handlebars.Compile(text));
    }

    private void Try(string name, Action<string> compile)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, name + ".hbs"));
            WordHelpers.Check(name, text, words);
            compile(text);
        }
        catch (HandlebarsException fault)
        {
            throw TemplateFaults.OfCompiling(name, fault);
        }
    }
}
