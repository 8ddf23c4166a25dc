namespace Syndication.Ingest.Formats.Feeds;

/// <summary>Dates in numbers: ISO 8601 with its ordinal and week dates and its compact forms, and days with slashes or dots.</summary>
internal static class NumericDate
{
    /// <summary>Reads one where it stands.</summary>
    /// <returns>False, with nothing read, where another kind of date stands here.</returns>
    public static bool TryRead(ref DateScanner scanner, ref DateParts parts)
    {
        var start = scanner.At;
        var isRead = scanner.Digits() switch
        {
            4 => ReadFromYear(ref scanner, ref parts),
            8 => ReadCompact(ref scanner, ref parts, 4),
            14 => ReadCompact(ref scanner, ref parts, 4),
            7 => ReadOrdinal(ref scanner, ref parts, 4, 3),
            6 => ReadCompact(ref scanner, ref parts, 2),
            1 or 2 => ReadFromDay(ref scanner, ref parts),
            _ => false,
        };
        if (isRead)
            return true;
        scanner.At = start;
        parts = default;
        return false;
    }

    private static bool ReadFromYear(ref DateScanner scanner, ref DateParts parts)
    {
        var (after, next) = (scanner.Ahead(4), scanner.Ahead(5));
        if (after is '/' or '.' && char.IsAsciiDigit(next))
        {
            parts.Year = scanner.Number(4);
            scanner.At++;
            return ReadTwo(ref scanner, ref parts.Month) && scanner.Take(after) && ReadTwo(ref scanner, ref parts.DayOfMonth);
        }

        if (after is 'W' or 'w' || (after == '-' && next is 'W' or 'w'))
            return ReadWeek(ref scanner, ref parts);
        if (after == '-' && char.IsAsciiDigit(next))
        {
            parts.Year = scanner.Number(4);
            scanner.At++;
            return ReadMonthOrOrdinal(ref scanner, ref parts);
        }

        if (after is not ('\0' or 'T' or 't' or 'Z' or 'z'))
            return false;
        parts.Year = scanner.Number(4);
        return true;
    }

    private static bool ReadMonthOrOrdinal(ref DateScanner scanner, ref DateParts parts)
    {
        if (scanner.Digits() == 3)
        {
            parts.DayOfYear = scanner.Number(3);
            return true;
        }

        if (scanner.Digits() == 4)
        {
            (parts.Month, parts.DayOfMonth) = (scanner.Number(2), scanner.Number(2));
            return true;
        }

        if (!ReadTwo(ref scanner, ref parts.Month))
            return false;
        if (scanner.Current != '-' || !char.IsAsciiDigit(scanner.Ahead(1)))
            return true;
        scanner.At++;
        return ReadTwo(ref scanner, ref parts.DayOfMonth);
    }

    private static bool ReadWeek(ref DateScanner scanner, ref DateParts parts)
    {
        parts.Year = scanner.Number(4);
        scanner.Take('-');
        scanner.At++;
        if (scanner.Digits() is not (2 or 3))
            return false;
        parts.Week = scanner.Number(2);
        if (scanner.Current == '-' && char.IsAsciiDigit(scanner.Ahead(1)) && !char.IsAsciiDigit(scanner.Ahead(2)))
            scanner.At++;
        if (scanner.Digits() == 1)
            parts.DayOfWeek = scanner.Number(1);
        return true;
    }

    private static bool ReadCompact(ref DateScanner scanner, ref DateParts parts, int yearDigits)
    {
        var hasClock = scanner.Digits() == 14;
        parts.Year = DateParts.FullYear(scanner.Number(yearDigits), yearDigits);
        (parts.Month, parts.DayOfMonth) = (scanner.Number(2), scanner.Number(2));
        if (hasClock)
            (parts.Hour, parts.Minute, parts.Second) = (scanner.Number(2), scanner.Number(2), scanner.Number(2));
        return true;
    }

    private static bool ReadOrdinal(ref DateScanner scanner, ref DateParts parts, int yearDigits, int dayDigits)
    {
        parts.Year = DateParts.FullYear(scanner.Number(yearDigits), yearDigits);
        parts.DayOfYear = scanner.Number(dayDigits);
        return true;
    }

    // 12/31/2003 is American, 31.12.2003 is not; with hyphens only a number over 12 tells.
    private static bool ReadFromDay(ref DateScanner scanner, ref DateParts parts)
    {
        int? first = null,
            second = null;
        ReadTwo(ref scanner, ref first);
        var sign = scanner.Current;
        if (sign is not ('/' or '.' or '-') || !char.IsAsciiDigit(scanner.Ahead(1)))
            return false;
        scanner.At++;
        if (sign == '-' && scanner.Digits() == 3)
        {
            parts.Year = DateParts.FullYear(first!.Value, 2);
            parts.DayOfYear = scanner.Number(3);
            return true;
        }

        if (!ReadTwo(ref scanner, ref second) || !scanner.Take(sign))
            return false;
        var digits = scanner.Digits();
        if (digits is not (2 or 4))
            return false;
        var third = scanner.Number(digits);
        if (sign == '-' && digits == 2)
            (parts.Year, parts.Month, parts.DayOfMonth) = (DateParts.FullYear(first!.Value, 2), second, third);
        else
        {
            var isDayFirst = sign == '.' || first > 12;
            if (sign == '-' && first <= 12 && second <= 12 && first != second)
                return false;
            parts.Year = DateParts.FullYear(third, digits);
            (parts.Month, parts.DayOfMonth) = isDayFirst ? (second, first) : (first, second);
        }

        return true;
    }

    private static bool ReadTwo(ref DateScanner scanner, ref int? value)
    {
        var digits = scanner.Digits();
        if (digits is not (1 or 2))
            return false;
        value = scanner.Number(digits);
        return true;
    }
}
