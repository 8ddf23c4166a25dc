using HandlebarsDotNet;
using HandlebarsDotNet.Compiler;

namespace Syndication.Templates;

/// <summary>
/// The templates that operators edit, compiled once at start. A template is named by its path below <c>templates/</c> without
/// <c>.hbs</c>: <c>digest.html</c>, <c>digest.text</c>, <c>pages/section.html</c>. Those below <c>parts/</c> are partials, named
/// <c>parts/footer</c> in both kinds.
/// </summary>
/// <remarks>
/// In <c>.html</c> every value is escaped except in triple braces, which are for cleaned article HTML alone; <c>.text</c> escapes nothing.
/// A name that the model does not have is a fault, at any depth. Each compile emits code that is never freed: never compile per request.
/// </remarks>
public sealed class TemplateLibrary
{
    private readonly Dictionary<string, HandlebarsTemplate<object, object>> compiled = new(StringComparer.Ordinal);

    private readonly Words words;

    /// <summary>Reads and compiles everything below <paramref name="folder"/>.</summary>
    /// <exception cref="TemplateFaultException">A template does not compile, or says a text that there is not; names the file.</exception>
    public TemplateLibrary(string folder, Words words)
    {
        this.words = words;
        foreach (var kind in new[] { "html", "text" })
            Compile(folder, kind);
    }

    /// <summary>The names that can be rendered, partials left out.</summary>
    public IReadOnlyCollection<string> Names => compiled.Keys;

    /// <summary>Renders a template with a model of plain properties, its words in a language.</summary>
    /// <exception cref="TemplateFaultException">The template names something that the model does not have, or there is no such template.</exception>
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
            throw new TemplateFaultException($"templates/{name}.hbs: {fault.Message}", fault);
        }
    }

    private void Compile(string folder, string kind)
    {
        var handlebars = Handlebars.Create(
            new HandlebarsConfiguration
            {
                ThrowOnUnresolvedBindingExpression = true,
                NoEscape = string.Equals(kind, "text", StringComparison.Ordinal),
            }
        );
        WordHelpers.Register(handlebars, words, isHtml: kind == "html");
        var suffix = $".{kind}.hbs";
        var files = Directory.GetFiles(folder, "*" + suffix, SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/')[..^".hbs".Length];
            WordHelpers.Check(name, File.ReadAllText(file), words);
            try
            {
                if (name.StartsWith("parts/", StringComparison.Ordinal))
                    handlebars.RegisterTemplate(name[..^(kind.Length + 1)], File.ReadAllText(file));
            }
            catch (HandlebarsException fault)
            {
                throw new TemplateFaultException($"templates/{name}.hbs: {fault.Message}", fault);
            }
        }

        foreach (var file in files)
        {
            var name = Path.GetRelativePath(folder, file).Replace('\\', '/')[..^".hbs".Length];
            try
            {
                if (!name.StartsWith("parts/", StringComparison.Ordinal))
                    compiled[name] = handlebars.Compile(File.ReadAllText(file));
            }
            catch (HandlebarsException fault)
            {
                throw new TemplateFaultException($"templates/{name}.hbs: {fault.Message}", fault);
            }
        }
    }
}
