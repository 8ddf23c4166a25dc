using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class NotedFiles : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_WatchedFiles_ReadAt",
                table: "WatchedFiles",
                column: "ReadAt",
                filter: "\"Notes\" <> ''");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_WatchedFiles_ReadAt",
                table: "WatchedFiles");
        }
    }
}
