using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ReadersPlan : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CorrectionMark",
                table: "Subscribers",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

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

            migrationBuilder.CreateIndex(
                name: "IX_Articles_CorrectionSequence",
                table: "Articles",
                column: "CorrectionSequence",
                filter: "\"CorrectionSequence\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Articles_CorrectionSequence",
                table: "Articles");

            migrationBuilder.DropColumn(
                name: "CorrectionMark",
                table: "Subscribers");

            migrationBuilder.DropColumn(
                name: "FoldedFrom",
                table: "Issues");

            migrationBuilder.DropColumn(
                name: "FoldedSeveral",
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
