using System.Globalization;

namespace Syndication.Publication;

/// <summary>One archive of a scope: a month, in UTC, and which part of it, as a month with much in it has several.</summary>
/// <param name="Year">1 to 9999.</param>
/// <param name="Month">1 to 12.</param>
/// <param name="Part">From 1.</param>
public readonly record struct ArchivePlace(int Year, int Month, int Part)
{
    private const int PartDigits = 6;
    private const long PartsOfMonth = 1_000_000;

    /// <summary>The number it is stored as: later archives have higher ones.</summary>
    public long Number => (((Year * 100L) + Month) * PartsOfMonth) + Part;

    /// <summary>The first instant of the month after its own: nothing is added to it from then on.</summary>
    public DateTimeOffset End => new DateTimeOffset(Year, Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);

    /// <summary>The highest number of its month.</summary>
    public long LastNumber => (this with { Part = (int)(PartsOfMonth - 1) }).Number;

    /// <summary>The archive of a stored number.</summary>
    public static ArchivePlace Of(long number)
    {
        var month = (int)(number / PartsOfMonth);
        return new(month / 100, month % 100, (int)(number % PartsOfMonth));
    }

    /// <summary>The first part of the month that the instant lies in.</summary>
    public static ArchivePlace FirstOf(DateTimeOffset instant) => new(instant.UtcDateTime.Year, instant.UtcDateTime.Month, Part: 1);

    /// <summary>Reads <see cref="ToString"/>'s form; also the first part's with its number, <c>2026-03-1</c>.</summary>
    /// <returns>Null where it is neither.</returns>
    public static ArchivePlace? Parse(string text)
    {
        var parts = text.Split('-');
        return
            parts is [{ Length: 4 }, { Length: 2 }] or [{ Length: 4 }, { Length: 2 }, { Length: > 0 and <= PartDigits } and not ['0', ..]]
            && parts.All(part => part.All(char.IsAsciiDigit))
            && Number(parts[0]) is > 0 and < 9999 and var year
            && Number(parts[1]) is >= 1 and <= 12 and var month
            ? new(year, month, parts is [_, _, var part] ? Number(part) : 1)
            : null;

        static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
    }

    /// <summary>As addresses have it: <c>2026-03</c>, from the second part on <c>2026-03-2</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{Month:D2}") + (Part > 1 ? $"-{Part}" : "");
}
