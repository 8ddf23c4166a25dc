using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Syndication.Storage.Postgres.Migrations
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
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "CorrectionMark",
                table: "Subscribers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "HidesIssues",
                table: "Sections",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "HoldsIssues",
                table: "Sections",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<DateOnly>(
                name: "FoldedFrom",
                table: "Issues",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "FoldedSeveral",
                table: "Issues",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Section",
                table: "Issues",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "SpecialEdition",
                table: "Issues",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "CorrectionRevision",
                table: "Articles",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CorrectionSequence",
                table: "Articles",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Inserts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PublicId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Section = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Link = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Image = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Article = table.Column<byte[]>(type: "bytea", nullable: true),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Inserts", x => x.Id);
                });

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

            migrationBuilder.CreateTable(
                name: "SpecialEditions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PublicId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Section = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Note = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Articles = table.Column<List<Guid>>(type: "uuid[]", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    PassedAt = table.Column<long>(type: "bigint", nullable: true),
                    QueuedAt = table.Column<long>(type: "bigint", nullable: true)
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
