using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Syndication.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Returns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BounceReports",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Key = table.Column<byte[]>(type: "bytea", nullable: false),
                    Message = table.Column<long>(type: "bigint", nullable: true),
                    Reader = table.Column<long>(type: "bigint", nullable: true),
                    Address = table.Column<byte[]>(type: "bytea", nullable: true),
                    Class = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Status = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Content = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BounceReports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BounceScores",
                columns: table => new
                {
                    Address = table.Column<byte[]>(type: "bytea", nullable: false),
                    Score = table.Column<double>(type: "double precision", nullable: false),
                    Days = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BounceScores", x => x.Address);
                });

            migrationBuilder.CreateTable(
                name: "Figures",
                columns: table => new
                {
                    Group = table.Column<long>(type: "bigint", nullable: false),
                    Domain = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Hour = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Count = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Figures", x => new { x.Group, x.Domain, x.Hour, x.Kind, x.Reason });
                });

            migrationBuilder.CreateTable(
                name: "MailboxMarks",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    UidValidity = table.Column<long>(type: "bigint", nullable: false),
                    LastUid = table.Column<long>(type: "bigint", nullable: false),
                    Unmarked = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailboxMarks", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "MailingNotes",
                columns: table => new
                {
                    Group = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<int>(type: "integer", nullable: false),
                    IsHolding = table.Column<bool>(type: "boolean", nullable: false),
                    Reasons = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    ReleasedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailingNotes", x => new { x.Group, x.By });
                });

            migrationBuilder.CreateTable(
                name: "RelayDays",
                columns: table => new
                {
                    Relay = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Ceiling = table.Column<long>(type: "bigint", nullable: false),
                    Taken = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RelayDays", x => new { x.Relay, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "ReturnEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Message = table.Column<long>(type: "bigint", nullable: true),
                    Stream = table.Column<int>(type: "integer", nullable: false),
                    Group = table.Column<long>(type: "bigint", nullable: false),
                    Domain = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Class = table.Column<int>(type: "integer", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReturnEvents", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_QueueId",
                table: "Attempts",
                column: "QueueId",
                filter: "\"QueueId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BounceReports_Address",
                table: "BounceReports",
                column: "Address");

            migrationBuilder.CreateIndex(
                name: "IX_BounceReports_At",
                table: "BounceReports",
                column: "At",
                filter: "\"Content\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BounceReports_Key",
                table: "BounceReports",
                column: "Key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_BounceReports_Message_Class",
                table: "BounceReports",
                columns: new[] { "Message", "Class" },
                unique: true,
                filter: "\"Message\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_BounceReports_Reader",
                table: "BounceReports",
                column: "Reader");

            migrationBuilder.CreateIndex(
                name: "IX_Figures_Domain_Hour",
                table: "Figures",
                columns: new[] { "Domain", "Hour" });

            migrationBuilder.CreateIndex(
                name: "IX_Figures_Group",
                table: "Figures",
                column: "Group",
                filter: "\"Kind\" = 3");

            migrationBuilder.CreateIndex(
                name: "IX_Figures_Hour",
                table: "Figures",
                column: "Hour",
                filter: "\"Kind\" = 3");

            migrationBuilder.CreateIndex(
                name: "IX_MailingNotes_Holding",
                table: "MailingNotes",
                column: "By",
                filter: "\"IsHolding\"");

            migrationBuilder.CreateIndex(
                name: "IX_MailingNotes_ReleasedAt",
                table: "MailingNotes",
                column: "ReleasedAt",
                filter: "\"ReleasedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnEvents_At",
                table: "ReturnEvents",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_ReturnEvents_Stream_Group",
                table: "ReturnEvents",
                columns: new[] { "Stream", "Group" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BounceReports");

            migrationBuilder.DropTable(
                name: "BounceScores");

            migrationBuilder.DropTable(
                name: "Figures");

            migrationBuilder.DropTable(
                name: "MailboxMarks");

            migrationBuilder.DropTable(
                name: "MailingNotes");

            migrationBuilder.DropTable(
                name: "RelayDays");

            migrationBuilder.DropTable(
                name: "ReturnEvents");

            migrationBuilder.DropIndex(
                name: "IX_Attempts_QueueId",
                table: "Attempts");
        }
    }
}
