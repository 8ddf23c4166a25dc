namespace Syndication.Ingest.Formats.Feeds;

/// <summary>A place in a date's text.</summary>
internal ref struct DateScanner(ReadOnlySpan<char> text)
{
    private readonly ReadOnlySpan<char> text = text;

    /// <summary>How far it was read.</summary>
    public int At { get; set; }

    public readonly bool IsAtEnd => At >= text.Length;

    /// <summary>The character here; NUL at the end.</summary>
    public readonly char Current => At < text.Length ? text[At] : '\0';

    /// <summary>The character that many places on; NUL behind the end.</summary>
    public readonly char Ahead(int places) => At + places < text.Length ? text[At + places] : '\0';

    /// <summary>How many ASCII digits stand here.</summary>
    public readonly int Digits()
    {
        var count = 0;
        while (char.IsAsciiDigit(Ahead(count)))
            count++;
        return count;
    }

    /// <summary>Reads that many digits.</summary>
    public int Number(int digits)
    {
        var value = 0;
        for (var count = 0; count < digits; count++, At++)
            value = value * 10 + (text[At] - '0');
        return value;
    }

    /// <summary>Reads the letters that stand here.</summary>
    public ReadOnlySpan<char> Word()
    {
        var start = At;
        while (At < text.Length && char.IsLetter(text[At]))
            At++;
        return text[start..At];
    }

    /// <summary>Reads a character if it stands here.</summary>
    public bool Take(char c)
    {
        if (Current != c)
            return false;
        At++;
        return true;
    }

    /// <summary>Goes on to behind the end of what is in brackets here.</summary>
    public void SkipComment()
    {
        var end = text[At..].IndexOf(')');
        At = end < 0 ? text.Length : At + end + 1;
    }

    /// <summary>Reads a fraction of a second in ticks; the sign before it has been read.</summary>
    public int Fraction()
    {
        var (ticks, unit) = (0, 1_000_000);
        for (; char.IsAsciiDigit(Current); At++, unit /= 10)
            ticks += (Current - '0') * unit;
        return ticks;
    }
}
