using System.Text;

namespace Syndication.Ingest.Cleaning;

/// <summary>
/// Refuses markup that would be costly to build a document of: the parser's work grows with the square of the depth. One pass over the
/// tags; where the parser's rules are intricate it counts too much rather than too little.
/// </summary>
internal sealed class HtmlBounds
{
    /// <summary>Most UTF-8 bytes of one body.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>Most elements within each other.</summary>
    public const int MaxDepth = 256;

    private const int MaxAttributes = 256;
    private const int MaxReopened = 50_000;

    private readonly List<string> open = [];
    private readonly Dictionary<string, int> pending = new(StringComparer.Ordinal);
    private int pendingTotal;
    private int reopened;
    private bool strict;

    private HtmlBounds() { }

    /// <summary>The rule that the text's length breaks, or null.</summary>
    public static string? RefuseLength(string text) => Encoding.UTF8.GetByteCount(text) > MaxBytes ? "at most 512 KiB in UTF-8" : null;

    /// <summary>The rule that the markup's structure breaks, or null.</summary>
    public static string? RefuseStructure(string html)
    {
        var bounds = new HtmlBounds();
        var tags = new TagReader(html);
        while (tags.Read())
        {
            if (tags.AttributeCount > MaxAttributes)
                return "at most 256 attributes in one tag";
            if (tags.IsEnd)
                bounds.End(tags.Name);
            else
                bounds.Start(tags.Name, tags.AttributeCount > 0);
            if (bounds.open.Count + bounds.pendingTotal > MaxDepth)
                return "at most 256 elements within each other";
            if (bounds.reopened > MaxReopened)
                return "formatting tags must be closed";
        }

        return null;
    }

    private void Start(string name, bool hasAttributes)
    {
        if (TagNames.Void.Contains(name))
            return;
        strict |= TagNames.Tricky.Contains(name);
        if (!strict)
        {
            if (TagNames.TableParts.Contains(name) && !open.Contains("table"))
                return;
            CloseImplied(name);
            if (name == "a")
                Forget("a");
        }

        if (TagNames.Blocks.Contains(name))
            reopened += pendingTotal;
        open.Add(TagNames.Formatting.Contains(name) && hasAttributes ? name + " " : name);
    }

    private void End(string name)
    {
        if (strict)
        {
            if (open.Count > 0 && open[^1].TrimEnd() == name)
                open.RemoveAt(open.Count - 1);
            return;
        }

        if (TagNames.Formatting.Contains(name))
            EndFormatting(name);
        else if (TagNames.Blocks.Contains(name))
            PopTo(element => element == name, TagNames.ScopeEnds.Contains);
        else
            PopTo(element => element == name, TagNames.Blocks.Contains);
    }

    private void EndFormatting(string name)
    {
        var at = open.FindLastIndex(element => element.TrimEnd() == name);
        if (at >= 0)
            open.RemoveAt(at);
        else if (pending.GetValueOrDefault(name) > 0)
            (pending[name], pendingTotal) = (pending[name] - 1, pendingTotal - 1);
    }

    private void CloseImplied(string name)
    {
        switch (name)
        {
            case "li":
                PopTo(
                    element => element is "li",
                    element => TagNames.Blocks.Contains(element) && element is not ("div" or "p" or "address")
                );
                break;
            case "dt" or "dd":
                PopTo(
                    element => element is "dt" or "dd",
                    element => TagNames.Blocks.Contains(element) && element is not ("div" or "p" or "address")
                );
                break;
            case "td" or "th":
                PopTo(element => element is "td" or "th", element => element is "table");
                break;
            case "tr":
                PopTo(element => element is "tr", element => element is "table");
                break;
            case "tbody" or "thead" or "tfoot":
                PopTo(element => element is "tbody" or "thead" or "tfoot", element => element is "table");
                break;
        }

        if (TagNames.Blocks.Contains(name) && !TagNames.TableParts.Contains(name))
            PopTo(element => element is "p", element => element is "button" || TagNames.ScopeEnds.Contains(element));
    }

    private void PopTo(Predicate<string> wanted, Predicate<string> boundary)
    {
        var at = open.Count - 1;
        while (at >= 0 && !wanted(open[at]))
        {
            if (boundary(open[at]))
                return;
            at--;
        }

        if (at < 0)
            return;
        // The parser opens formatting elements again that were closed from outside, in each paragraph that follows.
        foreach (var left in open.Skip(at + 1))
            Keep(left);
        open.RemoveRange(at, open.Count - at);
    }

    private void Keep(string element)
    {
        var name = element.TrimEnd();
        if (!TagNames.Formatting.Contains(name) || (name == element && pending.GetValueOrDefault(name) >= 3))
            return;
        pending[name] = pending.GetValueOrDefault(name) + 1;
        pendingTotal++;
    }

    private void Forget(string name)
    {
        pendingTotal -= pending.GetValueOrDefault(name);
        pending.Remove(name);
    }
}
