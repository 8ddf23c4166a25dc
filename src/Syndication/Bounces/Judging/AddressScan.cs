using System.Buffers;

namespace Syndication.Bounces.Judging;

/// <summary>Finds mail addresses in text, of any script, in one pass.</summary>
internal static class AddressScan
{
    private const int LongestLocalPart = 128;
    private const int LongestDomain = 255;

    private static readonly SearchValues<char> Outside = SearchValues.Create(
        " \t\r\n<>\"'(),;:[]|@*\0\u3000\u3001\u3002\u300A\u300B\u300C\u300D\u300E\u300F\u3010\u3011\uFF08\uFF09\uFF0C\uFF1A\uFF1B\uFF1C\uFF1E\u2018\u2019\u201C\u201D"
    );

    private static readonly SearchValues<char> NeverLocal = SearchValues.Create(" \t\r\n<>\"|");

    /// <summary>Where an address stands.</summary>
    internal readonly record struct Found(int Start, int End, string Address);

    public static IEnumerable<Found> In(string text)
    {
        var from = 0;
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = at + 1 < text.Length ? text.IndexOf('@', at + 1) : -1)
        {
            var start = StartOf(text, at, from);
            var end = EndOf(text, at);
            // "/home/reader/a@example.org" is a path.
            if (start >= at || end <= at + 1 || text[start] == '/')
                continue;
            yield return new Found(start, end, text[start..end]);
            from = end;
            at = end - 1;
        }
    }

    /// <summary>The address that is all there is, but for angle brackets; null where it is none.</summary>
    public static string? Only(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed is ['<', .. var inside, '>'])
            trimmed = inside.Trim();
        var whole = trimmed.ToString();
        var at = whole.LastIndexOf('@');
        return at > 0 && at <= LongestLocalPart && IsLocal(whole.AsSpan(0, at)) && EndOf(whole, at) == whole.Length && whole.Length > at + 1
            ? whole
            : null;
    }

    private static bool IsLocal(ReadOnlySpan<char> local) =>
        local is ['"', .. var quoted, '"'] ? !quoted.ContainsAny('<', '>', '"') : local[0] != '/' && !local.ContainsAny(NeverLocal);

    private static int StartOf(string text, int at, int from)
    {
        var start = at;
        if (start > from && text[start - 1] == '"')
        {
            var quote = text.LastIndexOf(
                '"',
                start - 2 < from ? from : start - 2,
                Math.Max(0, Math.Min(LongestLocalPart, start - 1 - from))
            );
            return quote >= from && text.AsSpan(quote, at - quote).IndexOfAny(" <>\r\n") < 0 ? quote : at;
        }

        while (start > from && at - start < LongestLocalPart && !Outside.Contains(text[start - 1]) && !char.IsControl(text[start - 1]))
            start--;
        return start;
    }

    private static int EndOf(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && end - at <= LongestDomain && IsOfDomain(text[end]))
            end++;
        while (end > at + 1 && text[end - 1] is '.' or '-' or '_')
            end--;
        return end;
    }

    private static bool IsOfDomain(char c) => char.IsLetterOrDigit(c) || c is '.' or '-' or '_';
}
