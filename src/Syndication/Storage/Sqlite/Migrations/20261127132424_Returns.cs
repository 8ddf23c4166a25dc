using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
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
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Message = table.Column<long>(type: "INTEGER", nullable: true),
                    Reader = table.Column<long>(type: "INTEGER", nullable: true),
                    Address = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Class = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Status = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Content = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BounceReports", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "BounceScores",
                columns: table => new
                {
                    Address = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Score = table.Column<double>(type: "REAL", nullable: false),
                    Days = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BounceScores", x => x.Address);
                });

            migrationBuilder.CreateTable(
                name: "Figures",
                columns: table => new
                {
                    Group = table.Column<long>(type: "INTEGER", nullable: false),
                    Domain = table.Column<string>(type: "TEXT", nullable: false),
                    Hour = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Count = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Figures", x => new { x.Group, x.Domain, x.Hour, x.Kind, x.Reason });
                });

            migrationBuilder.CreateTable(
                name: "MailboxMarks",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    UidValidity = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUid = table.Column<long>(type: "INTEGER", nullable: false),
                    Unmarked = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailboxMarks", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "MailingNotes",
                columns: table => new
                {
                    Group = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<int>(type: "INTEGER", nullable: false),
                    IsHolding = table.Column<bool>(type: "INTEGER", nullable: false),
                    Reasons = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    ReleasedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailingNotes", x => new { x.Group, x.By });
                });

            migrationBuilder.CreateTable(
                name: "RelayDays",
                columns: table => new
                {
                    Relay = table.Column<string>(type: "TEXT", nullable: false),
                    Day = table.Column<int>(type: "INTEGER", nullable: false),
                    Ceiling = table.Column<long>(type: "INTEGER", nullable: false),
                    Taken = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RelayDays", x => new { x.Relay, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "ReturnEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Message = table.Column<long>(type: "INTEGER", nullable: true),
                    Stream = table.Column<int>(type: "INTEGER", nullable: false),
                    Group = table.Column<long>(type: "INTEGER", nullable: false),
                    Domain = table.Column<string>(type: "TEXT", nullable: false),
                    Class = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
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
