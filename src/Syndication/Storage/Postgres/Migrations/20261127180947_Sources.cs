using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Syndication.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Sources : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "SourceHubs",
                columns: table => new
                {
                    Source = table.Column<long>(type: "bigint", nullable: false),
                    Hub = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Topic = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Token = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    IsSigned = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    AskedAt = table.Column<long>(type: "bigint", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceHubs", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "SourceReports",
                columns: table => new
                {
                    Source = table.Column<long>(type: "bigint", nullable: false),
                    Report = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Seen = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceReports", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "Sources",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Key = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Configured = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Address = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Host = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    MovedTo = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    MovedSeen = table.Column<int>(type: "integer", nullable: false),
                    ETag = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LastModified = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    BodyHash = table.Column<byte[]>(type: "bytea", nullable: true),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    Holder = table.Column<Guid>(type: "uuid", nullable: true),
                    Interval = table.Column<long>(type: "bigint", nullable: false),
                    IsSlow = table.Column<bool>(type: "boolean", nullable: false),
                    SkipHours = table.Column<int>(type: "integer", nullable: false),
                    SkipDays = table.Column<int>(type: "integer", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    FirstReadAt = table.Column<long>(type: "bigint", nullable: true),
                    LastFetchAt = table.Column<long>(type: "bigint", nullable: true),
                    LastReadAt = table.Column<long>(type: "bigint", nullable: true),
                    LastChangeAt = table.Column<long>(type: "bigint", nullable: true),
                    Outcome = table.Column<int>(type: "integer", nullable: true),
                    Status = table.Column<int>(type: "integer", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    HubDueAt = table.Column<long>(type: "bigint", nullable: true),
                    HubLeaseEndsAt = table.Column<long>(type: "bigint", nullable: true),
                    PushedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sources", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SourceHubs_Token",
                table: "SourceHubs",
                column: "Token",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Sources_DueAt_Host",
                table: "Sources",
                columns: new[] { "DueAt", "Host" });

            migrationBuilder.CreateIndex(
                name: "IX_Sources_Holder",
                table: "Sources",
                column: "Holder");

            migrationBuilder.CreateIndex(
                name: "IX_Sources_Key",
                table: "Sources",
                column: "Key",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SourceHubs");

            migrationBuilder.DropTable(
                name: "SourceReports");

            migrationBuilder.DropTable(
                name: "Sources");
        }
    }
}
