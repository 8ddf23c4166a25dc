namespace Syndication.Ingest;

/// <summary>One thing that is wrong with what came in.</summary>
/// <param name="Field">Its name as the sender wrote it, such as <c>image.width</c> or <c>tags[3]</c>.</param>
/// <param name="Value">What stood there; null where nothing did.</param>
/// <param name="Rule">What is asked for.</param>
internal sealed record Fault(string Field, string? Value, string Rule)
{
    private const int LongestValue = 60;

    /// <summary>The rule with the value before it, shortened and on one line.</summary>
    public string Message => Value is null ? Rule : $"'{Shorten(Value)}': {Rule}";

    private static string Shorten(string value)
    {
        var line = string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c));
        if (line.Length <= LongestValue)
            return line;
        var end = char.IsHighSurrogate(line[LongestValue - 1]) ? LongestValue - 1 : LongestValue;
        return line[..end] + "…";
    }
}
