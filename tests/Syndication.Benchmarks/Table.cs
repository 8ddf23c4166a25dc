namespace Syndication.Benchmarks;

/// <summary>Rows of text in aligned columns, as Markdown.</summary>
internal sealed class Table(params string[] heads)
{
    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        var widths = heads.Select((head, column) => rows.Select(row => row[column].Length).Append(head.Length).Max()).ToArray();
        string Line(IEnumerable<string> cells) => "| " + string.Join(" | ", cells.Select((cell, i) => cell.PadRight(widths[i]))) + " |";
        return string.Join('\n', [Line(heads), Line(widths.Select(width => new string('-', width))), .. rows.Select(Line)]);
    }
}
