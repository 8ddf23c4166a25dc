using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Syndication.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Editors : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
                name: "IX_Issues_Section_Id",
                table: "Issues",
                columns: new[] { "Section", "Id" });

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
                name: "SpecialEditions");

            migrationBuilder.DropIndex(
                name: "IX_Issues_Section_Id",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "HidesIssues",
                table: "Sections");

            migrationBuilder.DropColumn(
                name: "HoldsIssues",
                table: "Sections");

            migrationBuilder.DropColumn(
                name: "Section",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "SpecialEdition",
                table: "Issues");
        }
    }
}
