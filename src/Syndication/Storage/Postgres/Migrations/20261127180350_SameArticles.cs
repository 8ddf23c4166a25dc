using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Syndication.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class SameArticles : Migration
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
