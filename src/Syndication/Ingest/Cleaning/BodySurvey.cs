using AngleSharp.Dom;

namespace Syndication.Ingest.Cleaning;

/// <summary>What must be known of a body before its first element is written: which elements hold blocks, and which ids are linked to.</summary>
internal sealed class BodySurvey
{
    private readonly HashSet<INode> withBlocks = [];
    private readonly HashSet<string> wantedIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> presentIds = new(StringComparer.Ordinal);

    /// <summary>Looks through the element.</summary>
    /// <returns>Whether it is a block or holds one.</returns>
    public bool Read(INode node)
    {
        var blocks = false;
        foreach (var child in node.ChildNodes)
            blocks |= Read(child);
        if (node is not IElement element)
            return false;
        if (element.GetAttribute("href") is ['#', _, ..] fragment)
            wantedIds.Add(Uri.UnescapeDataString(fragment[1..]));
        if (element.Id is { Length: > 0 } id && IsWritten(element.LocalName))
            presentIds.Add(id);
        if (blocks)
            withBlocks.Add(node);
        return blocks
            || Vocabulary.Blocks.ContainsKey(element.LocalName)
            || Vocabulary.Groups.Contains(element.LocalName)
            || element.LocalName is "hr";
    }

    /// <summary>Whether a block is somewhere in the element.</summary>
    public bool HoldsBlocks(IElement element) => element.FirstElementChild is not null && withBlocks.Contains(element);

    /// <summary>Whether a link leads to the id.</summary>
    public bool IsWanted(string id) => wantedIds.Contains(id);

    /// <summary>Whether an element that stays has the id.</summary>
    public bool IsPresent(string id) => presentIds.Contains(id);

    private static bool IsWritten(string name) => Vocabulary.Blocks.ContainsKey(name) || Vocabulary.Inline.ContainsKey(name);
}
