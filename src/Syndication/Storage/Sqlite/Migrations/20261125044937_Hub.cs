using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Syndication.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Hub : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "HubScopes",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    PingedVersion = table.Column<long>(type: "INTEGER", nullable: true),
                    DistributedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HubScopes", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "HubSubscriptions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false),
                    Callback = table.Column<string>(type: "TEXT", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    Secret = table.Column<byte[]>(type: "BLOB", nullable: true),
                    LeaseEndsAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HubSubscriptions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HubVerifications",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Mode = table.Column<int>(type: "INTEGER", nullable: false),
                    Topic = table.Column<string>(type: "TEXT", nullable: false),
                    Callback = table.Column<string>(type: "TEXT", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    Network = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Lease = table.Column<long>(type: "INTEGER", nullable: false),
                    Secret = table.Column<byte[]>(type: "BLOB", nullable: true),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsDone = table.Column<bool>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Holder = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HubVerifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HubDeliveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Subscription = table.Column<long>(type: "INTEGER", nullable: true),
                    Scope = table.Column<string>(type: "TEXT", nullable: false),
                    Format = table.Column<int>(type: "INTEGER", nullable: false),
                    Target = table.Column<string>(type: "TEXT", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    FirstAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Holder = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HubDeliveries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_HubDeliveries_HubSubscriptions_Subscription",
                        column: x => x.Subscription,
                        principalTable: "HubSubscriptions",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_HubDeliveries_DueAt",
                table: "HubDeliveries",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_HubDeliveries_Scope_Target",
                table: "HubDeliveries",
                columns: new[] { "Scope", "Target" });

            migrationBuilder.CreateIndex(
                name: "IX_HubDeliveries_Subscription",
                table: "HubDeliveries",
                column: "Subscription",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HubSubscriptions_Host",
                table: "HubSubscriptions",
                column: "Host");

            migrationBuilder.CreateIndex(
                name: "IX_HubSubscriptions_LeaseEndsAt",
                table: "HubSubscriptions",
                column: "LeaseEndsAt");

            migrationBuilder.CreateIndex(
                name: "IX_HubSubscriptions_Scope_Format_Callback",
                table: "HubSubscriptions",
                columns: new[] { "Scope", "Format", "Callback" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_HubSubscriptions_Scope_Version",
                table: "HubSubscriptions",
                columns: new[] { "Scope", "Version" });

            migrationBuilder.CreateIndex(
                name: "IX_HubVerifications_Callback_Topic",
                table: "HubVerifications",
                columns: new[] { "Callback", "Topic" });

            migrationBuilder.CreateIndex(
                name: "IX_HubVerifications_Host_RequestedAt",
                table: "HubVerifications",
                columns: new[] { "Host", "RequestedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HubVerifications_IsDone_DueAt",
                table: "HubVerifications",
                columns: new[] { "IsDone", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_HubVerifications_RequestedAt",
                table: "HubVerifications",
                column: "RequestedAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "HubDeliveries");

            migrationBuilder.DropTable(
                name: "HubScopes");

            migrationBuilder.DropTable(
                name: "HubVerifications");

            migrationBuilder.DropTable(
                name: "HubSubscriptions");
        }
    }
}
