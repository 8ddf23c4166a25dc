using Microsoft.EntityFrameworkCore.Migrations;

namespace Syndication.Storage.Sqlite;

/// <summary>
/// Gives the articles of a store that is older than the archives their places: by the month in which each was first seen, in as many parts
/// as the default budget asks for.
/// </summary>
/// <remarks>Frozen like the migration that runs it: what the same rules become later is no matter of stores that were upgraded before.</remarks>
internal static class ArchiveBackfill
{
    // Under the default budget by more than one long article, as a part ends with the article that goes over.
    private const string Budget = "900000";

    private const string Sized = """
        SELECT article."Id" AS "Article", article."FirstVisibleAt" AS "At", article."State" = 2 AS "Visible",
            CAST(strftime('%Y%m', article."FirstVisibleAt" / 1000, 'unixepoch') AS INTEGER) AS "Month",
            4000 + length(CAST(revision."Title" || revision."Summary" || revision."BodyHtml" AS BLOB))
                + 5 * (length(revision."BodyHtml")
                    - length(replace(replace(replace(replace(revision."BodyHtml", '<', ''), '>', ''), '&', ''), '"', ''))) AS "Bytes"
        FROM "Articles" AS article
        JOIN "Revisions" AS revision ON revision."Article" = article."Id" AND revision."Number" = article."Revision"
        WHERE article."FirstVisibleAt" IS NOT NULL
        """;

    private const string Place = $"""
        CREATE TEMP TABLE "ArchiveBackfill" AS
        WITH sized AS ({Sized}),
        scoped AS (
            SELECT 'all' AS "Scope", sized.* FROM sized
            UNION ALL
            SELECT 'sections/' || membership."Section", sized."Article", sized."At", membership."Visible", sized."Month", sized."Bytes"
            FROM sized JOIN "Memberships" AS membership ON membership."Article" = sized."Article"
        ),
        measured AS (
            SELECT *, SUM("Bytes") OVER (PARTITION BY "Scope", "Month" ORDER BY "At", "Article" ROWS UNBOUNDED PRECEDING) - "Bytes" AS "Before"
            FROM scoped
        )
        SELECT "Scope", "Article", "Visible", "Bytes", "At",
            "Month" * 1000000 + DENSE_RANK() OVER (PARTITION BY "Scope", "Month" ORDER BY "Before" / {Budget}) AS "Place"
        FROM measured;
        """;

    private const string Fill = """
        INSERT INTO "ArchivePlacements" ("Article", "Scope", "Place", "Visible")
        SELECT "Article", "Scope", "Place", "Visible" FROM "ArchiveBackfill";
        INSERT INTO "Archives" ("Scope", "Place", "Bytes", "Visible", "Version", "ChangedAt")
        SELECT "Scope", "Place", SUM("Bytes"), SUM("Visible"), 1, MAX("At") / 1000 FROM "ArchiveBackfill" GROUP BY "Scope", "Place";
        DROP TABLE "ArchiveBackfill";
        """;

    public static void Run(MigrationBuilder migration)
    {
        migration.Sql(Place);
        migration.Sql(Fill);
    }
}
