using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Syndication.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class WaysIn : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Address",
                table: "ArticleSources",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<bool>(
                name: "IsOwner",
                table: "ArticleSources",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "PublishedAt",
                table: "ArticleSources",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "UpdatedAt",
                table: "ArticleSources",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ArticlePrintKeys",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Key = table.Column<long>(type: "bigint", nullable: false),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: false),
                    Article = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticlePrintKeys", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "ArticlePrints",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "bytea", nullable: false),
                    Title = table.Column<long>(type: "bigint", nullable: true),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: false),
                    Keys = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticlePrints", x => x.Article);
                });

            migrationBuilder.CreateTable(
                name: "BoilerplateBlocks",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<long>(type: "bigint", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Words = table.Column<int>(type: "integer", nullable: false),
                    Seen = table.Column<int>(type: "integer", nullable: false),
                    SeenAtRim = table.Column<int>(type: "integer", nullable: false),
                    Examples = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoilerplateBlocks", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "BoilerplateSources",
                columns: table => new
                {
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Articles = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoilerplateSources", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "ImportMarks",
                columns: table => new
                {
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExternalId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Print = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportMarks", x => new { x.Source, x.ExternalId });
                });

            migrationBuilder.CreateTable(
                name: "Pictures",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "bytea", nullable: false),
                    Url = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Width = table.Column<int>(type: "integer", nullable: true),
                    Height = table.Column<int>(type: "integer", nullable: true),
                    Bytes = table.Column<long>(type: "bigint", nullable: true),
                    Reason = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pictures", x => x.Article);
                });

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
                    SkipHours = table.Column<int>(type: "integer", nullable: false),
                    SkipDays = table.Column<int>(type: "integer", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    IsSlow = table.Column<bool>(type: "boolean", nullable: false),
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

            migrationBuilder.CreateTable(
                name: "WatchedFiles",
                columns: table => new
                {
                    Path = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Size = table.Column<long>(type: "bigint", nullable: false),
                    ModifiedAt = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Outcome = table.Column<int>(type: "integer", nullable: false),
                    Article = table.Column<byte[]>(type: "bytea", nullable: true),
                    Articles = table.Column<int>(type: "integer", nullable: false),
                    Faults = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Notes = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ReadAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WatchedFiles", x => x.Path);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ArticleSources_Address_Article",
                table: "ArticleSources",
                columns: new[] { "Address", "Article" },
                filter: "\"Address\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ArticlePrintKeys_Key_PublishedAt",
                table: "ArticlePrintKeys",
                columns: new[] { "Key", "PublishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ArticlePrints_Title_PublishedAt",
                table: "ArticlePrints",
                columns: new[] { "Title", "PublishedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_BoilerplateBlocks_Source_Key",
                table: "BoilerplateBlocks",
                columns: new[] { "Source", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BoilerplateBlocks_State_Source",
                table: "BoilerplateBlocks",
                columns: new[] { "State", "Source" });

            migrationBuilder.CreateIndex(
                name: "IX_Pictures_State_DueAt",
                table: "Pictures",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Pictures_Url",
                table: "Pictures",
                column: "Url");

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

            migrationBuilder.CreateIndex(
                name: "IX_WatchedFiles_Outcome",
                table: "WatchedFiles",
                column: "Outcome");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ArticlePrintKeys");

            migrationBuilder.DropTable(
                name: "ArticlePrints");

            migrationBuilder.DropTable(
                name: "BoilerplateBlocks");

            migrationBuilder.DropTable(
                name: "BoilerplateSources");

            migrationBuilder.DropTable(
                name: "ImportMarks");

            migrationBuilder.DropTable(
                name: "Pictures");

            migrationBuilder.DropTable(
                name: "SourceHubs");

            migrationBuilder.DropTable(
                name: "SourceReports");

            migrationBuilder.DropTable(
                name: "Sources");

            migrationBuilder.DropTable(
                name: "WatchedFiles");

            migrationBuilder.DropIndex(
                name: "IX_ArticleSources_Address_Article",
                table: "ArticleSources");

            migrationBuilder.DropColumn(
                name: "Address",
                table: "ArticleSources");

            migrationBuilder.DropColumn(
                name: "IsOwner",
                table: "ArticleSources");

            migrationBuilder.DropColumn(
                name: "PublishedAt",
                table: "ArticleSources");

            migrationBuilder.DropColumn(
                name: "UpdatedAt",
                table: "ArticleSources");
        }
    }
}
