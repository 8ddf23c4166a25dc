using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ScopeCounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Visible",
                table: "ScopeVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("""
                UPDATE "ScopeVersions" SET "Visible" = CASE
                    WHEN "Scope" = 'all' THEN (SELECT COUNT(*) FROM "Articles" WHERE "State" = 2)
                    WHEN "Scope" LIKE 'sections/%' THEN
                        (SELECT COUNT(*) FROM "Memberships" WHERE "Section" = substr("Scope", 10) AND "Visible" = 1)
                    WHEN "Scope" LIKE 'authors/%' THEN
                        (SELECT COUNT(*) FROM "Bylines" WHERE "Author" = substr("Scope", 9) AND "Visible" = 1)
                    ELSE (SELECT COUNT(*) FROM "Taggings" WHERE "Tag" = substr("Scope", 6) AND "Visible" = 1)
                END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Visible",
                table: "ScopeVersions");
        }
    }
}
