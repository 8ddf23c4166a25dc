using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class PlansEditorsAndLists : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "TransactionalMails",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CorrectionMark",
                table: "Subscribers",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "HidesIssues",
                table: "Sections",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "HoldsIssues",
                table: "Sections",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FoldedFrom",
                table: "Issues",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "FoldedSeveral",
                table: "Issues",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Section",
                table: "Issues",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "SpecialEdition",
                table: "Issues",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CorrectionRevision",
                table: "Articles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CorrectionSequence",
                table: "Articles",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Inserts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Section = table.Column<string>(type: "TEXT", nullable: true),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Link = table.Column<string>(type: "TEXT", nullable: true),
                    Image = table.Column<string>(type: "TEXT", nullable: true),
                    Article = table.Column<byte[]>(type: "BLOB", nullable: true),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inserts", x => x.Id);
                });

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

            migrationBuilder.CreateTable(
                name: "SpecialEditions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PublicId = table.Column<string>(type: "TEXT", nullable: false),
                    Section = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    Note = table.Column<string>(type: "TEXT", nullable: false),
                    Articles = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    PassedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    QueuedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SpecialEditions", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Stream_Group",
                table: "Messages",
                columns: new[] { "Stream", "Group" },
                filter: "\"Doubts\" + \"Repeats\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_MailRequests_Mailed_At",
                table: "MailRequests",
                columns: new[] { "Mailed", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Issues_Section_Id",
                table: "Issues",
                columns: new[] { "Section", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ConsentEvents_About_Id",
                table: "ConsentEvents",
                columns: new[] { "About", "Id" },
                filter: "\"How\" = 4");

            migrationBuilder.CreateIndex(
                name: "IX_Articles_CorrectionSequence",
                table: "Articles",
                column: "CorrectionSequence",
                filter: "\"CorrectionSequence\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Inserts_PublicId",
                table: "Inserts",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Inserts_Until",
                table: "Inserts",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_SpecialEditions_PublicId",
                table: "SpecialEditions",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SpecialEditions_QueuedAt",
                table: "SpecialEditions",
                column: "QueuedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Inserts");

            migrationBuilder.DropTable(
                name: "ListImports");

            migrationBuilder.DropTable(
                name: "SpecialEditions");

            migrationBuilder.DropIndex(
                name: "IX_Messages_Stream_Group",
                table: "Messages");

            migrationBuilder.DropIndex(
                name: "IX_MailRequests_Mailed_At",
                table: "MailRequests");

            migrationBuilder.DropIndex(
                name: "IX_Issues_Section_Id",
                table: "Issues");

            migrationBuilder.DropIndex(
                name: "IX_ConsentEvents_About_Id",
                table: "ConsentEvents");

            migrationBuilder.DropIndex(
                name: "IX_Articles_CorrectionSequence",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "TransactionalMails");

            migrationBuilder.DropColumn(
                name: "CorrectionMark",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "HidesIssues",
                table: "Sections");

            migrationBuilder.DropColumn(
                name: "HoldsIssues",
                table: "Sections");

            migrationBuilder.DropColumn(
                name: "FoldedFrom",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "FoldedSeveral",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "Section",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "SpecialEdition",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "CorrectionRevision",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "CorrectionSequence",
                table: "Articles");
        }
    }
}
