namespace Syndication.Ingest.Formats.Feeds;

/// <summary>
/// Dates as feeds write them: RFC 822 and 5322 with their faults, ISO 8601 and W3CDTF, asctime, dates with month names of other languages.
/// What is missing for a date is never made up: no year or no month gives none.
/// </summary>
internal static class FeedDates
{
    private const int Longest = 100;
    private const int MostUnknownWords = 3;

    /// <summary>The instant in UTC; null where the text names none.</summary>
    public static DateTimeOffset? Read(string text)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length is 0 or > Longest)
            return null;
        var reading = new Reading { Scanner = new DateScanner(trimmed) };
        return reading.Run() ? reading.Parts.ToInstant() : null;
    }

    private ref struct Reading
    {
        public DateScanner Scanner;
        public DateParts Parts;
        private bool isNumeric;
        private bool hasClock;
        private bool isKorean;
        private int unknownWords;

        public bool Run()
        {
            isNumeric = NumericDate.TryRead(ref Scanner, ref Parts);
            while (!Scanner.IsAtEnd)
            {
                if (!Step())
                    return false;
            }

            if (isKorean)
                Parts.Offset ??= 540;
            return Parts.Year is not null && (isNumeric || Parts.Month is not null);
        }

        private bool Step()
        {
            var c = Scanner.Current;
            if (char.IsAsciiDigit(c))
                return TakeNumber();
            if (char.IsLetter(c))
                return TakeWord();
            if (c == '(')
                Scanner.SkipComment();
            else if (c is '+' or '-' or '\u2212' && (hasClock || isNumeric) && char.IsAsciiDigit(Scanner.Ahead(1)))
                return TakeOffset(c == '+' ? 1 : -1);
            else
                Scanner.At++;
            return true;
        }

        private bool TakeNumber()
        {
            var digits = Scanner.Digits();
            var after = Scanner.Ahead(digits);
            if (after == ':' && digits <= 2 && !hasClock)
                return TakeClock(digits);
            if (
                !isNumeric
                && Parts is { Year: null, Month: null, DayOfMonth: null }
                && after is '/' or '-' or '.'
                && NumericDate.TryRead(ref Scanner, ref Parts)
            )
                return isNumeric = true;
            if (digits > 4)
                return false;
            var value = Scanner.Number(digits);
            return after switch
            {
                '년' or '年' => Mark(ref Parts.Year, value),
                '월' or '月' => Mark(ref Parts.Month, value),
                '일' or '日' => Mark(ref Parts.DayOfMonth, value),
                '시' or '時' => TakeUnit(ref Parts.Hour, value),
                '분' or '分' => TakeUnit(ref Parts.Minute, value),
                '초' or '秒' => TakeUnit(ref Parts.Second, value),
                _ => TakeDayOrYear(value, digits),
            };
        }

        private bool Mark(ref int? part, int value)
        {
            isKorean |= Scanner.Current is '년' or '월' or '일';
            Scanner.At++;
            part ??= value;
            return true;
        }

        private bool TakeUnit(ref int unit, int value)
        {
            Scanner.At++;
            unit = value;
            return hasClock = true;
        }

        private bool TakeDayOrYear(int value, int digits)
        {
            if (digits <= 2 && Parts.DayOfMonth is null && !isNumeric)
                Parts.DayOfMonth = value;
            else if (digits >= 2 && Parts.Year is null)
                Parts.Year = DateParts.FullYear(value, digits);
            else
                return false;
            return true;
        }

        private bool TakeClock(int digits)
        {
            Parts.Hour = Scanner.Number(digits);
            Scanner.At++;
            if (Scanner.Digits() is not (1 or 2))
                return false;
            Parts.Minute = Scanner.Number(Scanner.Digits());
            if (Scanner.Current == ':' && Scanner.Ahead(1) is >= '0' and <= '9')
            {
                Scanner.At++;
                if (Scanner.Digits() > 2)
                    return false;
                Parts.Second = Scanner.Number(Scanner.Digits());
            }

            if (Scanner.Current is '.' or ',' && char.IsAsciiDigit(Scanner.Ahead(1)))
            {
                Scanner.At++;
                Parts.Fraction = Scanner.Fraction();
            }

            return hasClock = true;
        }

        // ISO 8601: the clock behind the T may be compact, or an hour alone.
        private bool TakeCompactClock()
        {
            var digits = Scanner.Digits();
            if (digits is not (2 or 4 or 6) || Scanner.Ahead(digits) == ':')
                return true;
            Parts.Hour = Scanner.Number(2);
            if (digits >= 4)
                Parts.Minute = Scanner.Number(2);
            if (digits == 6)
                Parts.Second = Scanner.Number(2);
            if (Scanner.Current is '.' or ',' && char.IsAsciiDigit(Scanner.Ahead(1)))
            {
                Scanner.At++;
                Parts.Fraction = Scanner.Fraction();
            }

            return hasClock = true;
        }

        private bool TakeOffset(int sign)
        {
            Scanner.At++;
            var digits = Scanner.Digits();
            if (digits > 4)
                return false;
            var value = Scanner.Number(digits);
            var (hours, minutes) = digits <= 2 ? (value, 0) : (value / 100, value % 100);
            if (digits <= 2 && Scanner.Current == ':' && Scanner.Ahead(1) is >= '0' and <= '9')
            {
                Scanner.At++;
                minutes = Scanner.Number(Math.Min(2, Scanner.Digits()));
            }

            if (minutes > 59)
                return false;
            Parts.Offset = sign * (hours * 60 + minutes);
            return true;
        }

        private bool TakeWord()
        {
            var word = Scanner.Word();
            if (word is "T" or "t" && isNumeric)
                return TakeCompactClock();
            if (IsHalf(word) is { } isAfternoon)
                Parts.IsAfternoon = isAfternoon;
            else if (Parts.Month is null && !isNumeric && MonthNames.Of(word) is { } month)
                Parts.Month = month;
            else if ((hasClock || isNumeric) && ZoneNames.Of(word) is { } minutes)
                Parts.Offset = minutes;
            else if (word.Length > 1 || hasClock)
                return IsKnown(word) || ++unknownWords <= MostUnknownWords;
            return true;
        }

        private bool? IsHalf(ReadOnlySpan<char> word)
        {
            if (word.Length == 1 && word[0] is 'a' or 'p' or 'A' or 'P' && Scanner.Current == '.' && Scanner.Ahead(1) is 'm' or 'M')
            {
                Scanner.At += 2;
                return word[0] is 'p' or 'P';
            }

            isKorean |= word is "오전" or "오후";
            return word.Equals("PM", StringComparison.OrdinalIgnoreCase) || word is "오후" or "μμ" ? true
                : word.Equals("AM", StringComparison.OrdinalIgnoreCase) || word is "오전" or "πμ" ? false
                : null;
        }

        private static bool IsKnown(ReadOnlySpan<char> word) => word is "st" or "nd" or "rd" or "th" or "T";
    }
}
