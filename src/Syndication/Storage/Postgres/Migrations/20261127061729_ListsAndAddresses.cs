using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Syndication.Storage.Postgres.Migrations
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
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateTable(
                name: "ListImports",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    FinishedAt = table.Column<long>(type: "bigint", nullable: true),
                    UndoneAt = table.Column<long>(type: "bigint", nullable: true),
                    Rows = table.Column<int>(type: "integer", nullable: false),
                    Invalid = table.Column<int>(type: "integer", nullable: false),
                    Created = table.Column<int>(type: "integer", nullable: false),
                    Confirmed = table.Column<int>(type: "integer", nullable: false),
                    Unsubscribed = table.Column<int>(type: "integer", nullable: false),
                    Unchanged = table.Column<int>(type: "integer", nullable: false),
                    Left = table.Column<int>(type: "integer", nullable: false),
                    Suppressed = table.Column<int>(type: "integer", nullable: false),
                    Unconfirmed = table.Column<int>(type: "integer", nullable: false)
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
