using Microsoft.EntityFrameworkCore;
using Syndication.Delivery.Returns;
using Syndication.Storage;

namespace Syndication.Delivery.Figures;

/// <summary>Adds up what was counted at attempts and what came back.</summary>
internal sealed class FigureStore(Database database, FigureCounts counts)
{
    /// <summary>Most domains on a page.</summary>
    public const int MostDomains = 1000;

    // What comes back is told apart from attempts by this.
    private const int OfReturns = 100;
    private const long Hour = 3_600_000;

    // The same columns of both tables; {0} and {1} are what is asked for, {2} the domain that a page begins after.
    private static readonly string Both = $$"""
        (
            SELECT "Domain", "Hour" AS "At", "Kind", "Reason", "Count" FROM "Figures" WHERE {FIGURES}
            UNION ALL
            SELECT "Domain", "At", "Class" + {{OfReturns}}, "Reason", 1 FROM "ReturnEvents"
            WHERE "Stream" = {{(int)MessageStream.Digest}} AND {RETURNS}
        ) AS happened
        """;

    private static readonly string OfIssue = Both.Replace("{FIGURES}", "\"Group\" = {0}", StringComparison.Ordinal)
        .Replace("{RETURNS}", "\"Group\" = {0}", StringComparison.Ordinal);

    private static readonly string OfTime = Both.Replace("{FIGURES}", "\"Hour\" >= {0} AND \"Hour\" < {1}", StringComparison.Ordinal)
        .Replace("{RETURNS}", "\"At\" >= {0} AND \"At\" < {1}", StringComparison.Ordinal);

    /// <summary>One digest's figures.</summary>
    /// <param name="group">Its number in the ledger.</param>
    /// <param name="after">The last domain of the page before; null: the first page.</param>
    /// <param name="count">Domains on a page, up to <see cref="MostDomains"/>.</param>
    /// <param name="ct">Cancels.</param>
    public Task<FigureReport> OfIssueAsync(long group, string? after, int count, CancellationToken ct) =>
        ReadAsync(OfIssue, group, 0, after, count, ct);

    /// <summary>The figures of all digests in whole hours.</summary>
    /// <param name="from">In the first hour.</param>
    /// <param name="until">When the last hour has ended.</param>
    /// <param name="after">The last domain of the page before; null: the first page.</param>
    /// <param name="count">Domains on a page, up to <see cref="MostDomains"/>.</param>
    /// <param name="ct">Cancels.</param>
    public Task<FigureReport> OfTimeAsync(DateTimeOffset from, DateTimeOffset until, string? after, int count, CancellationToken ct) =>
        ReadAsync(OfTime, FigureCounts.HourOf(from), until.ToUnixTimeMilliseconds(), after, count, ct);

    private async Task<FigureReport> ReadAsync(string source, long first, long second, string? after, int count, CancellationToken ct)
    {
        await counts.FlushAsync(ct);
        return await database.ReadAsync(
            async (db, token) =>
            {
                var total = await RowsAsync(db, source, "''", "0", "", token, first, second);
                var hours = await RowsAsync(db, source, "''", $"\"At\" / {Hour}", "", token, first, second);
                var (names, next) = await PageAsync(db, source, first, second, after, count, token);
                var domains =
                    names.Count == 0
                        ? []
                        : await RowsAsync(
                            db,
                            source,
                            "\"Domain\"",
                            "0",
                            """WHERE "Domain" >= {2} AND "Domain" <= {3}""",
                            token,
                            first,
                            second,
                            names[0],
                            names[^1]
                        );
                var byDomain = domains.ToLookup(row => row.Domain, StringComparer.Ordinal);
                return new FigureReport(
                    Sum(total),
                    [
                        .. hours
                            .GroupBy(row => row.Hour)
                            .OrderBy(rows => rows.Key)
                            .Select(rows => new HourFigures(DateTimeOffset.FromUnixTimeMilliseconds(rows.Key * Hour), Sum(rows))),
                    ],
                    [.. names.Select(name => new DomainFigures(name, Sum(byDomain[name])))],
                    next
                );
            },
            ct
        );
    }

    // The page's ends are found by the store, so that its order of names is the only one.
    private static async Task<(List<string> Names, string? Next)> PageAsync(
        PublicationDb db,
        string source,
        long first,
        long second,
        string? after,
        int count,
        CancellationToken ct
    )
    {
        var where = after is null ? "" : """WHERE "Domain" > {3}""";
        var sql = $$"""SELECT DISTINCT "Domain" AS "Value" FROM {{source}} {{where}} ORDER BY "Value" LIMIT {2}""";
        var names = await db.Database.SqlQueryRaw<string>(sql, first, second, count + 1, after ?? "").ToListAsync(ct);
        return names.Count <= count ? (names, null) : (names[..count], names[count - 1]);
    }

    private static Task<List<Row>> RowsAsync(
        PublicationDb db,
        string source,
        string domain,
        string hour,
        string where,
        CancellationToken ct,
        params object[] values
    )
    {
        // All of it is written above; what is asked for comes as parameters.
        var sql = $"""
            SELECT {domain} AS "Domain", CAST({hour} AS BIGINT) AS "Hour", "Kind", "Reason", CAST(SUM("Count") AS BIGINT) AS "Count"
            FROM {source} {where}
            GROUP BY 1, 2, "Kind", "Reason"
            """;
        return db.Database.SqlQueryRaw<Row>(sql, values).ToListAsync(ct);
    }

    private static FigureNumbers Sum(IEnumerable<Row> rows)
    {
        var all = rows.ToList();
        long Of(int kind) => all.Where(row => row.Kind == kind).Sum(row => row.Count);
        var hard = OfReturns + (int)ReturnClass.Hard;
        var soft = OfReturns + (int)ReturnClass.Soft;
        var dead = all.Where(row => row is { Kind: (int)FigureKind.Refused, Reason: RefusalReasons.NoSuchMailbox }).Sum(row => row.Count);
        return new FigureNumbers(
            Of((int)FigureKind.Sent),
            Of((int)FigureKind.InTime),
            Of((int)FigureKind.Deferred),
            Of(hard) + dead,
            all.Where(row => row.Kind == (int)FigureKind.Refused || row.Kind == hard || row.Kind == soft)
                .GroupBy(row => row.Reason, StringComparer.Ordinal)
                .OrderBy(reason => reason.Key, StringComparer.Ordinal)
                .ToDictionary(reason => reason.Key, reason => reason.Sum(row => row.Count), StringComparer.Ordinal),
            Of(OfReturns + (int)ReturnClass.Complaint),
            Of(OfReturns + (int)ReturnClass.Unsubscribe)
        );
    }

    internal sealed record Row(string Domain, long Hour, int Kind, string Reason, long Count);
}
