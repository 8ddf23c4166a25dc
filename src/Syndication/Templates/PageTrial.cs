using System.Collections;

namespace Syndication.Templates;

/// <summary>
/// Renders pages with made-up content: with all that a page can have, with lists of things that say nothing of themselves, and with nothing at
/// all. So a fault is seen whichever branch of a template it is in.
/// </summary>
internal abstract class PageTrial(PageRenderer pages) : ITemplateTrial
{
    private static readonly PageHead Whole = new()
    {
        Title = "Title",
        Description = "Description",
        Canonical = "https://trial.invalid/",
        Image = "https://trial.invalid/a.png",
    };

    private static readonly PageHead Least = new() { Indexed = false, HasSearchBox = false };

    /// <summary>A model of each page, whole; another of one that has parts which are left out altogether.</summary>
    protected abstract IEnumerable<(string Template, object Model)> Samples { get; }

    /// <inheritdoc/>
    public void Run()
    {
        foreach (var (template, model) in Samples)
        {
            pages.Render(template, Whole, model);
            pages.Render(template, Least, Bare(model, keepsLists: true)!);
            pages.Render(template, Least, Bare(model, keepsLists: false)!);
        }
    }

    // What templates take for false in place of every text, number and flag.
    private static object? Bare(object? value, bool keepsLists) =>
        value switch
        {
            null => null,
            string => "",
            bool => false,
            int => 0,
            IEnumerable list => keepsLists ? list.Cast<object>().Select(one => Bare(one, keepsLists)).ToList() : new List<object?>(),
            _ => value
                .GetType()
                .GetProperties()
                .ToDictionary(property => property.Name, property => Bare(property.GetValue(value), keepsLists), StringComparer.Ordinal),
        };
}
