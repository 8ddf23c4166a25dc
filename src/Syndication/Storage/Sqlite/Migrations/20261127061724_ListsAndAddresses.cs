using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class ListsAndAddresses : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "TransactionalMails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ListImports",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    FinishedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    UndoneAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Invalid = table.Column<int>(type: "INTEGER", nullable: false),
                    Created = table.Column<int>(type: "INTEGER", nullable: false),
                    Confirmed = table.Column<int>(type: "INTEGER", nullable: false),
                    Unsubscribed = table.Column<int>(type: "INTEGER", nullable: false),
                    Unchanged = table.Column<int>(type: "INTEGER", nullable: false),
                    Left = table.Column<int>(type: "INTEGER", nullable: false),
                    Suppressed = table.Column<int>(type: "INTEGER", nullable: false),
                    Unconfirmed = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ListImports", x => x.Number);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MailRequests_Mailed_At",
                table: "MailRequests",
                columns: new[] { "Mailed", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_ConsentEvents_About_Id",
                table: "ConsentEvents",
                columns: new[] { "About", "Id" },
                filter: "\"How\" = 4");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ListImports");

            migrationBuilder.DropIndex(
                name: "IX_MailRequests_Mailed_At",
                table: "MailRequests");

            migrationBuilder.DropIndex(
                name: "IX_ConsentEvents_About_Id",
                table: "ConsentEvents");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "TransactionalMails");
        }
    }
}
