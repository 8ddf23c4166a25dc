using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.EntityFrameworkCore;
using Syndication.Publication;
using Syndication.Storage;

namespace Syndication.Subscribers.Lists;

/// <summary>Writes all readers as CSV, which <see cref="ListImporter"/> reads again; a page of them at a time is in memory.</summary>
internal sealed class ListExport(Database database, FrequencyCap cap)
{
    public const string ConsentHow = "consent_how";
    public const string Cadences = "cadences";
    public const string Hour = "hour";
    public const string Weekday = "weekday";
    public const string Day = "day";
    public const string Zone = "zone";
    public const string Format = "format";
    public const string Layout = "layout";
    public const string Language = "language";
    public const string QuietHours = "quiet_hours";
    public const string PausedUntil = "paused_until";

    private const int Page = 500;

    private static readonly string[] Columns =
    [
        "email",
        "state",
        "consent_at",
        ConsentHow,
        Cadences,
        Hour,
        Weekday,
        Day,
        Zone,
        Format,
        Layout,
        Language,
        QuietHours,
        PausedUntil,
    ];

    // What a spreadsheet would run as a formula is marked as text.
    private static readonly CsvConfiguration Careful = new(CultureInfo.InvariantCulture) { InjectionOptions = InjectionOptions.Escape };

    /// <summary>Writes the readers in the order in which they came.</summary>
    /// <param name="output">Takes the text; stays the caller's.</param>
    /// <param name="state">Only those in this state; null: all.</param>
    /// <param name="ct">Cancels.</param>
    public async Task WriteAsync(TextWriter output, SubscriberState? state, CancellationToken ct)
    {
        await using var csv = new CsvWriter(output, Careful, leaveOpen: true);
        foreach (var column in Columns)
            csv.WriteField(column);
        await csv.NextRecordAsync();
        var open = (await database.ReadAsync(PlanReader.OpenSectionsAsync, ct)).ConvertAll(section => section.Slug);
        for (long after = 0; ; )
        {
            var page = await ReadAsync(after, state, open, ct);
            foreach (var (reader, consents) in page)
            {
                foreach (var field in Fields(SubscriberViews.Of(reader, consents)))
                    csv.WriteField(field);
                await csv.NextRecordAsync();
            }

            await csv.FlushAsync();
            if (page.Count < Page)
                return;
            after = page[^1].Reader.Subscriber.Number;
        }
    }

    private static IEnumerable<string?> Fields(SubscriberView reader)
    {
        var plan = reader.Plan;
        yield return reader.Email;
        yield return reader.State;
        yield return Time(reader.Consent?.At);
        yield return reader.Consent?.How;
        yield return string.Join(' ', plan.Cadences!.Select(chosen => $"{chosen.Key}={chosen.Value}"));
        yield return plan.Hour;
        yield return plan.Weekday;
        yield return plan.Day?.ToString(CultureInfo.InvariantCulture);
        yield return plan.Zone;
        yield return plan.Format;
        yield return plan.Layout;
        yield return plan.Language;
        yield return plan.QuietHours;
        yield return Time(plan.PausedUntil);
    }

    private static string? Time(DateTimeOffset? at) => at?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    // As a plan is taken in again: of sections that are open, and no more often than they come.
    private Task<List<(Reader Reader, List<ConsentEvent> Consents)>> ReadAsync(
        long after,
        SubscriberState? state,
        List<SectionSlug> open,
        CancellationToken ct
    ) =>
        database.ReadAsync(
            async (db, token) =>
            {
                var readers = await db.Set<Subscriber>()
                    .Where(reader => reader.Number > after && (state == null || reader.State == state))
                    .OrderBy(reader => reader.Number)
                    .Take(Page)
                    .ToListAsync(token);
                var ids = readers.ConvertAll(reader => reader.Id);
                var subscriptions = (
                    await db.Set<Subscription>()
                        .Where(row => ids.Contains(row.Subscriber) && open.Contains(row.Section))
                        .OrderBy(row => row.Section)
                        .ToListAsync(token)
                ).ToLookup(row => row.Subscriber);
                foreach (var row in subscriptions.SelectMany(rows => rows))
                    row.Cadence = cap.Of(row.Section, row.Cadence);
                var consents = (
                    await db.Set<ConsentEvent>().Where(row => ids.Contains(row.Subscriber)).OrderBy(row => row.Id).ToListAsync(token)
                ).ToLookup(row => row.Subscriber);
                return readers.ConvertAll(reader => (new Reader(reader, [.. subscriptions[reader.Id]]), consents[reader.Id].ToList()));
            },
            ct
        );
}
