using System.Globalization;
using Syndication.Publication;

namespace Syndication.Subscribers.Lists;

/// <summary>Makes the contract's form of a list's rows.</summary>
internal sealed class ListRowReading(ListColumns columns, ListRequest request, Dictionary<string, string> cadences)
{
    private readonly string how = request.ConsentHow ?? $"moved from {columns.Source}";

    /// <param name="line">The row's line, from 1.</param>
    /// <param name="field">The row's field at an index; empty where it has none.</param>
    public ListRow Read(long line, Func<int, string> field)
    {
        string? In(int? column) => column is { } at && field(at) is { Length: > 0 } text ? text : null;
        string? Own(string name) => In(columns.Own(name));

        var standing = ListStandings.Of(columns, field);
        return new ListRow(
            line,
            standing,
            new SubscriberInput
            {
                Email = AddressIn(field(columns.Email)),
                State = standing switch
                {
                    ListStanding.Left => "unsubscribed",
                    ListStanding.Paused => "paused",
                    _ => "active",
                },
                Consent = new ConsentInput { At = ConsentAt(field), How = Own(ListExport.ConsentHow) ?? how },
                Plan = new PlanInput
                {
                    Cadences = Own(ListExport.Cadences) is { } own ? ReadCadences(own) : cadences,
                    Hour = Own(ListExport.Hour),
                    Weekday = Own(ListExport.Weekday),
                    Day = int.TryParse(Own(ListExport.Day), NumberStyles.None, CultureInfo.InvariantCulture, out var day) ? day : null,
                    Zone = Zone(In(columns.Named(ListExport.Zone)) ?? In(columns.Named("timezone"))),
                    Format = Own(ListExport.Format),
                    Layout = Own(ListExport.Layout),
                    Language = In(columns.Named(ListExport.Language)) is { } tag && LanguageTag.IsValid(tag) ? tag : null,
                    QuietHours = Own(ListExport.QuietHours),
                    PausedUntil = ReadTime(Own(ListExport.PausedUntil)),
                },
            }
        );
    }

    private DateTimeOffset? ConsentAt(Func<int, string> field) =>
        columns.ConsentAt.Select(at => ReadTime(field(at))).FirstOrDefault(at => at is not null) ?? request.ConsentAt;

    // An export puts a mark before what a spreadsheet would take for a formula.
    private static string AddressIn(string text) => text.Length > 1 && text[0] == '\'' && "=+-@".Contains(text[1]) ? text[1..] : text;

    // Other systems guess the zone, and some in a form of their own: what is not known is no reason to refuse a reader.
    private static string? Zone(string? text) => text is null ? null : PlanWords.ReadZone(text);

    private static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var at
        )
            ? at
            : null;

    private static Dictionary<string, string> ReadCadences(string text)
    {
        var own = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (section, cadence) = part.Split('=') is [var name, var word] ? (name, word) : (part, "");
            own[section] = cadence;
        }

        return own;
    }
}
