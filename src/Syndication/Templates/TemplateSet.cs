using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Syndication.Templates;

/// <summary>All templates of a folder, compiled at one time.</summary>
/// <remarks>Each compile emits code that is never freed: never compile per request.</remarks>
internal sealed class TemplateSet
{
    private readonly Dictionary<string, HandlebarsTemplate<object, object>> compiled = new(StringComparer.Ordinal);
    private readonly string folder;

    /// <summary>Reads and compiles everything below <paramref name="folder"/>.</summary>
    /// <exception cref="TemplateFaultException">A template does not compile; names the file and the line.</exception>
    public TemplateSet(string folder)
    {
        this.folder = folder;
        foreach (var kind in new[] { "html", "text" })
            Compile(kind);
    }

    /// <summary>The names that can be rendered, partials left out.</summary>
    public IReadOnlyCollection<string> Names => compiled.Keys;

    /// <inheritdoc cref="TemplateLibrary.Render"/>
    public string Render(string name, object model)
    {
        if (!compiled.TryGetValue(name, out var template))
            throw new TemplateFaultException($"templates/{name}.hbs: there is no such template.", null);
        try
        {
            return template(model);
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
            compile(File.ReadAllText(Path.Combine(folder, name + ".hbs")));
        }
        catch (HandlebarsException fault)
        {
            throw TemplateFaults.OfCompiling(name, fault);
        }
    }
}
