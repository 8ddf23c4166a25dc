using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
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
