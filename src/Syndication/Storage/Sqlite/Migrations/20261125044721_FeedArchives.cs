using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class FeedArchives : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "RemovedAt",
                table: "Taggings",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "RemovedAt",
                table: "Bylines",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ArchivePlacements",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<long>(type: "INTEGER", nullable: false),
                    Visible = table.Column<bool>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArchivePlacements", x => new { x.Article, x.Scope });
                });

            migrationBuilder.CreateTable(
                name: "Archives",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<long>(type: "INTEGER", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Visible = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    ChangedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Archives", x => new { x.Scope, x.Place });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Taggings_Tag_RemovedAt",
                table: "Taggings",
                columns: new[] { "Tag", "RemovedAt" },
                filter: "\"RemovedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bylines_Author_RemovedAt",
                table: "Bylines",
                columns: new[] { "Author", "RemovedAt" },
                filter: "\"RemovedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ArchivePlacements_Scope_Place_Visible",
                table: "ArchivePlacements",
                columns: new[] { "Scope", "Place", "Visible" });

            migrationBuilder.CreateIndex(
                name: "IX_ArchivePlacements_Scope_RemovedAt",
                table: "ArchivePlacements",
                columns: new[] { "Scope", "RemovedAt" },
                filter: "\"RemovedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Archives_NotEmpty",
                table: "Archives",
                columns: new[] { "Scope", "Place" },
                filter: "\"Visible\" > 0");

            ArchiveBackfill.Run(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ArchivePlacements");

            migrationBuilder.DropTable(
                name: "Archives");

            migrationBuilder.DropIndex(
                name: "IX_Taggings_Tag_RemovedAt",
                table: "Taggings");

            migrationBuilder.DropIndex(
                name: "IX_Bylines_Author_RemovedAt",
                table: "Bylines");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "Taggings");

            migrationBuilder.DropColumn(
                name: "RemovedAt",
                table: "Bylines");
        }
    }
}
