using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class UnsureMessages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Messages_Stream_Group",
                table: "Messages",
                columns: new[] { "Stream", "Group" },
                filter: "\"Doubts\" + \"Repeats\" > 0");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Messages_Stream_Group",
                table: "Messages");
        }
    }
}
