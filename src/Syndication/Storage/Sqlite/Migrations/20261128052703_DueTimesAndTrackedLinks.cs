using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class DueTimesAndTrackedLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DueAt",
                table: "Messages",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Tracking",
                table: "IssueVersions",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "TrackedLinks",
                columns: table => new
                {
                    Token = table.Column<string>(type: "TEXT", nullable: false),
                    Issue = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    People = table.Column<long>(type: "INTEGER", nullable: false),
                    Scanners = table.Column<long>(type: "INTEGER", nullable: false),
                    Proxies = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrackedLinks", x => x.Token);
                });

            migrationBuilder.CreateIndex(
                name: "IX_TrackedLinks_Issue",
                table: "TrackedLinks",
                column: "Issue");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "TrackedLinks");

            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "Messages");

            migrationBuilder.DropColumn(
                name: "Tracking",
                table: "IssueVersions");
        }
    }
}
