using Microsoft.EntityFrameworkCore.Migrations;

namespace Syndication.Storage.Postgres;

/// <summary>Makes the table of <see cref="PostgresTextIndex"/>, which EF has no model of.</summary>
/// <remarks>Frozen like the migration that runs it.</remarks>
internal static class FullTextMigration
{
    public static void Run(MigrationBuilder migration)
    {
        migration.Sql("""CREATE TABLE "FullText" ("Number" bigint PRIMARY KEY, "Words" tsvector NOT NULL);""");
        migration.Sql("""CREATE INDEX "IX_FullText_Words" ON "FullText" USING gin ("Words");""");
    }

    public static void Undo(MigrationBuilder migration) => migration.Sql("""DROP TABLE "FullText";""");
}
