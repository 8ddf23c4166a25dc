using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RemovedArticlesAndCookieKeys : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Taggings_Tag_RemovedAt",
                table: "Taggings");

            migrationBuilder.DropIndex(
                name: "IX_Bylines_Author_RemovedAt",
                table: "Bylines");

            migrationBuilder.DropIndex(
                name: "IX_ArchivePlacements_Scope_RemovedAt",
                table: "ArchivePlacements");

            migrationBuilder.CreateTable(
                name: "CookieKeys",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Xml = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CookieKeys", x => x.Name);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Taggings_Tag_RemovedAt_Article",
                table: "Taggings",
                columns: new[] { "Tag", "RemovedAt", "Article" },
                filter: "\"RemovedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bylines_Author_RemovedAt_Article",
                table: "Bylines",
                columns: new[] { "Author", "RemovedAt", "Article" },
                filter: "\"RemovedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ArchivePlacements_Scope_RemovedAt_Article",
                table: "ArchivePlacements",
                columns: new[] { "Scope", "RemovedAt", "Article" },
                filter: "\"RemovedAt\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "CookieKeys");

            migrationBuilder.DropIndex(
                name: "IX_Taggings_Tag_RemovedAt_Article",
                table: "Taggings");

            migrationBuilder.DropIndex(
                name: "IX_Bylines_Author_RemovedAt_Article",
                table: "Bylines");

            migrationBuilder.DropIndex(
                name: "IX_ArchivePlacements_Scope_RemovedAt_Article",
                table: "ArchivePlacements");

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
                name: "IX_ArchivePlacements_Scope_RemovedAt",
                table: "ArchivePlacements",
                columns: new[] { "Scope", "RemovedAt" },
                filter: "\"RemovedAt\" IS NOT NULL");
        }
    }
}
