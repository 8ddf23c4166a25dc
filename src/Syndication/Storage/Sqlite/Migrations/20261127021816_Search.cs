using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SearchBacklog",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchBacklog", x => x.Article);
                });

            migrationBuilder.CreateTable(
                name: "SearchEntries",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false),
                    Article = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEntries", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SearchEntries_Article",
                table: "SearchEntries",
                column: "Article",
                unique: true);

            FullTextMigration.Run(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            FullTextMigration.Undo(migrationBuilder);

            migrationBuilder.DropTable(
                name: "SearchBacklog");

            migrationBuilder.DropTable(
                name: "SearchEntries");
        }
    }
}
