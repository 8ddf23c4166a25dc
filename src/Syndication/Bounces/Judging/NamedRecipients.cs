using System.Text.RegularExpressions;

namespace Syndication.Bounces.Judging;

/// <summary>Finds whom a report in plain words is about: by where addresses stand in their lines.</summary>
internal sealed partial class NamedRecipients(RuleTable rules)
{
    private const int MostAddresses = 300;
    private const int Most = 32;

    /// <summary>The failed addresses in their order; <paramref name="own"/> are those that the report went to, which are ours.</summary>
    public IReadOnlyList<string> In(string report, IReadOnlyCollection<string> own)
    {
        var seen = 0;
        var previous = "";
        var places = new List<string>[] { [], [], [] };
        foreach (var line in report.AsSpan().EnumerateLines())
        {
            var text = line.Trim().ToString();
            if (text.Contains('@') && seen < MostAddresses && !FieldOfMessage.IsMatch(text) && !EndsWithSender.IsMatch(previous))
                seen += Sort(Bullet.Replace(text, ""), places);
            if (text.Length > 0)
                previous = text;
        }

        return Choose(places, own);
    }

    private int Sort(string line, List<string>[] places)
    {
        var count = 0;
        var (end, place) = (0, -1);
        foreach (var found in AddressScan.In(line))
        {
            if (++count > Most)
                break;
            var after = line.AsSpan(found.End);
            var before = line[..found.Start].TrimEnd('<', '"', '\'', ' ');
            var goesOn = place >= 0 && !line.AsSpan(end, found.Start - end).ContainsAnyInRange('A', 'z');
            end = found.End;
            if (IsDisplayName(after) || (before.Length > 0 && !goesOn && rules.Has("elsewhere", PlainWords.Of(before + " "))))
                place = -1;
            else
            {
                place = goesOn ? place : PlaceOf(before, after);
                places[place].Add(found.Address);
            }
        }

        return count;
    }

    // At the line's head, after "RCPT TO", or as sendmail quotes it; after a word for it; anywhere.
    private static int PlaceOf(string before, ReadOnlySpan<char> after)
    {
        var rest = DisplayName.Replace(before, "").Trim('>', ' ');
        if (rest.Length == 0 || AtHead.IsMatch(rest) || after.StartsWith(">...") || after.StartsWith("..."))
            return 0;
        return AfterWord.IsMatch(rest) ? 1 : 2;
    }

    private static bool IsDisplayName(ReadOnlySpan<char> after)
    {
        var next = after.TrimStart('"').TrimStart('>');
        return next.TrimStart(' ') is ['<', .. var address] && next is [' ', ..] && address.Contains('@');
    }

    private static List<string> Choose(List<string>[] places, IReadOnlyCollection<string> own)
    {
        foreach (var place in places)
        {
            var others = place.Except(own, StringComparer.OrdinalIgnoreCase).Distinct(StringComparer.OrdinalIgnoreCase).Take(Most).ToList();
            if (others.Count > 0)
                return others;
        }

        var first = places.FirstOrDefault(place => place.Count > 0) ?? [];
        return [.. first.Distinct(StringComparer.OrdinalIgnoreCase).Take(Most)];
    }

    [GeneratedRegex(
        @"^[>\s]*(from|cc|bcc|reply-to|sender|return-path|message-id|subject|date|sent|to|delivered-to)\s*:",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex FieldOfMessage { get; }

    // "A message sent by" and the address on the next line.
    [GeneratedRegex(
        @"\b(sent by|from|sender)\W*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex EndsWithSender { get; }

    [GeneratedRegex(@"^[\s>*#\-]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Bullet { get; }

    [GeneratedRegex(@"[^\s<>@]{1,128}@[^\s<>@]{1,255}$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex DisplayName { get; }

    [GeneratedRegex(
        @"(rcpt to\s*:?|^[45][0-9]{2}|^to:)\W*$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AtHead { get; }

    [GeneratedRegex(
        @"(:|\b(recipients?|to|user|userid|address|addressed,?|addressee|generated from|mailbox|affected|alias))$",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex AfterWord { get; }
}
