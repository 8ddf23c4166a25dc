namespace Syndication.Templates;

/// <summary>
/// The templates that operators edit, compiled once at start. A template is named by its path below <c>templates/</c> without
/// <c>.hbs</c>: <c>digest.html</c>, <c>digest.text</c>, <c>pages/section.html</c>. Those below <c>parts/</c> are partials, named
/// <c>parts/footer</c> in both kinds.
/// </summary>
/// <remarks>
/// In <c>.html</c> every value is escaped except in triple braces, which are for cleaned article HTML alone; <c>.text</c> escapes nothing.
/// A name that the model does not have is a fault, at any depth. A changed file is taken up by restart, or at once where a watch is given.
/// </remarks>
/// <param name="folder">Where they are.</param>
/// <param name="words">What they say.</param>
/// <param name="watch">Says when to compile them anew; null: never.</param>
/// <param name="trials">What changed templates are tried with before they are taken up; null: nothing.</param>
public sealed class TemplateLibrary(
    string folder,
    Words words,
    TemplateWatch? watch = null,
    Func<IEnumerable<ITemplateTrial>>? trials = null
)
{
    private readonly AsyncLocal<TemplateSet?> tried = new();
    private readonly Lock compiling = new();
    private TemplateSet set = new(folder, words);

    /// <summary>The names that can be rendered, partials left out.</summary>
    public IReadOnlyCollection<string> Names => Current().Names;

    /// <summary>Renders a template with a model of plain properties, its words in a language.</summary>
    /// <exception cref="TemplateFaultException">The template names something that the model does not have, or there is no such template.</exception>
    public string Render(string name, object model, string language) => Current().Render(name, model, language);

    private TemplateSet Current()
    {
        // What is tried is seen by its trials alone.
        if (tried.Value is { } candidate)
            return candidate;
        if (watch?.HasChanged() is true)
        {
            lock (compiling)
                set = watch.Compile(folder, words, Try) ?? set;
        }

        return Volatile.Read(ref set);
    }

    private void Try(TemplateSet changed)
    {
        tried.Value = changed;
        try
        {
            foreach (var trial in trials?.Invoke() ?? [])
                trial.Run();
        }
        finally
        {
            tried.Value = null;
        }
    }
}
