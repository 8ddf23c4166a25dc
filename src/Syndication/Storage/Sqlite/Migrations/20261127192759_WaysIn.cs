using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsOwner",
                table: "ArticleSources",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "PublishedAt",
                table: "ArticleSources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "UpdatedAt",
                table: "ArticleSources",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ArticlePrintKeys",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<long>(type: "INTEGER", nullable: false),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Article = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticlePrintKeys", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "ArticlePrints",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Title = table.Column<long>(type: "INTEGER", nullable: true),
                    PublishedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Keys = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticlePrints", x => x.Article);
                });

            migrationBuilder.CreateTable(
                name: "BoilerplateBlocks",
                columns: table => new
                {
                    Number = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Words = table.Column<int>(type: "INTEGER", nullable: false),
                    Seen = table.Column<int>(type: "INTEGER", nullable: false),
                    SeenAtRim = table.Column<int>(type: "INTEGER", nullable: false),
                    Examples = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoilerplateBlocks", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "BoilerplateSources",
                columns: table => new
                {
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Articles = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoilerplateSources", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "ImportMarks",
                columns: table => new
                {
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    ExternalId = table.Column<string>(type: "TEXT", nullable: false),
                    Print = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportMarks", x => new { x.Source, x.ExternalId });
                });

            migrationBuilder.CreateTable(
                name: "Pictures",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Url = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Type = table.Column<string>(type: "TEXT", nullable: true),
                    Width = table.Column<int>(type: "INTEGER", nullable: true),
                    Height = table.Column<int>(type: "INTEGER", nullable: true),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Pictures", x => x.Article);
                });

            migrationBuilder.CreateTable(
                name: "SourceHubs",
                columns: table => new
                {
                    Source = table.Column<long>(type: "INTEGER", nullable: false),
                    Hub = table.Column<string>(type: "TEXT", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    Token = table.Column<string>(type: "TEXT", nullable: false),
                    IsSigned = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceHubs", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "SourceReports",
                columns: table => new
                {
                    Source = table.Column<long>(type: "INTEGER", nullable: false),
                    Report = table.Column<string>(type: "TEXT", nullable: false),
                    Seen = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SourceReports", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "Sources",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    Configured = table.Column<string>(type: "TEXT", nullable: false),
                    Address = table.Column<string>(type: "TEXT", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    MovedTo = table.Column<string>(type: "TEXT", nullable: true),
                    MovedSeen = table.Column<int>(type: "INTEGER", nullable: false),
                    ETag = table.Column<string>(type: "TEXT", nullable: true),
                    LastModified = table.Column<string>(type: "TEXT", nullable: true),
                    BodyHash = table.Column<byte[]>(type: "BLOB", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Holder = table.Column<Guid>(type: "TEXT", nullable: true),
                    Interval = table.Column<long>(type: "INTEGER", nullable: false),
                    SkipHours = table.Column<int>(type: "INTEGER", nullable: false),
                    SkipDays = table.Column<int>(type: "INTEGER", nullable: false),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    IsSlow = table.Column<bool>(type: "INTEGER", nullable: false),
                    FirstReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastFetchAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastChangeAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: true),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    Reason = table.Column<string>(type: "TEXT", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HubDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    HubLeaseEndsAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PushedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sources", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "WatchedFiles",
                columns: table => new
                {
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    Size = table.Column<long>(type: "INTEGER", nullable: false),
                    ModifiedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false),
                    Article = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Articles = table.Column<int>(type: "INTEGER", nullable: false),
                    Faults = table.Column<string>(type: "TEXT", nullable: false),
                    Notes = table.Column<string>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: false)
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
