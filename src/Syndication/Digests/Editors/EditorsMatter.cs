using System.Globalization;
using System.Text;
using Syndication.Articles;

namespace Syndication.Digests.Editors;

/// <summary>What editors added to one issue.</summary>
internal sealed record EditorsMatter
{
    /// <summary>Characters of what an editor may say in a piece.</summary>
    public const int LongestText = 4_000;

    /// <summary>Paragraphs of it: each takes its own lines of a mail.</summary>
    public const int MostParagraphs = 40;

    /// <summary>Nothing.</summary>
    public static EditorsMatter None { get; } = new();

    /// <summary>A special edition's subject; null: made from the content.</summary>
    public string? Subject { get; init; }

    /// <summary>The note's heading; empty: the usual one.</summary>
    public string NoteTitle { get; init; } = "";

    /// <summary>The note, paragraphs divided by an empty line; empty: none.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whose words stand in the sponsor's slot; null: it is empty.</summary>
    public Insert? Sponsor { get; init; }

    /// <summary>The articles that are shown first, in this order.</summary>
    public IReadOnlyList<ArticleId> Leads { get; init; } = [];

    /// <summary>What of it makes two issues differ; equal matter, equal text.</summary>
    public string Key()
    {
        var key = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{Subject}\0{NoteTitle}\0{Note}\0{Sponsor?.PublicId}\0");
        return key.AppendJoin(',', Leads.Select(lead => lead.Value)).ToString();
    }

    /// <summary>Paragraphs of a text that an editor wrote.</summary>
    public static IReadOnlyList<string> Paragraphs(string text) =>
        text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
