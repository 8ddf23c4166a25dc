using System;
using System.Collections.Generic;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Syndication.Storage.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ApiKeys",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<int>(type: "integer", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    RevokedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ArchivePlacements",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "bytea", nullable: false),
                    Scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<long>(type: "bigint", nullable: false),
                    Visible = table.Column<bool>(type: "boolean", nullable: false),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArchivePlacements", x => new { x.Article, x.Scope });
                });

            migrationBuilder.CreateTable(
                name: "Archives",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Place = table.Column<long>(type: "bigint", nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Visible = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Archives", x => new { x.Scope, x.Place });
                });

            migrationBuilder.CreateTable(
                name: "Articles",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "bytea", nullable: false),
                    Slug = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Summary = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    WordCount = table.Column<int>(type: "integer", nullable: false),
                    Url = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Section = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Image = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Enclosures = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Announce = table.Column<bool>(type: "boolean", nullable: false),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: false),
                    UpdatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    FirstVisibleAt = table.Column<long>(type: "bigint", nullable: true),
                    Correction = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    CorrectedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Articles", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ArticleSources",
                columns: table => new
                {
                    Source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    ExternalId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Article = table.Column<byte[]>(type: "bytea", nullable: false),
                    Document = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Fingerprint = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ArticleSources", x => new { x.Source, x.ExternalId });
                });

            migrationBuilder.CreateTable(
                name: "Attempts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Message = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Relay = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Outcome = table.Column<int>(type: "integer", nullable: false),
                    Code = table.Column<int>(type: "integer", nullable: true),
                    EnhancedCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    QueueId = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Attempts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Authors",
                columns: table => new
                {
                    Slug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Role = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Biography = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Url = table.Column<string>(type: "text", nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Authors", x => x.Slug);
                });

            migrationBuilder.CreateTable(
                name: "Bylines",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "bytea", nullable: false),
                    Author = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Visible = table.Column<bool>(type: "boolean", nullable: false),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: false),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Bylines", x => new { x.Article, x.Author });
                });

            migrationBuilder.CreateTable(
                name: "ConsentEvents",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Subscriber = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    What = table.Column<int>(type: "integer", nullable: false),
                    How = table.Column<int>(type: "integer", nullable: false),
                    Wording = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    About = table.Column<long>(type: "bigint", nullable: false),
                    Network = table.Column<byte[]>(type: "bytea", nullable: true),
                    Remark = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsentEvents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CookieKeys",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Xml = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CookieKeys", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "FormerSlugs",
                columns: table => new
                {
                    Slug = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Article = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormerSlugs", x => x.Slug);
                });

            migrationBuilder.CreateTable(
                name: "HubScopes",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    PingedVersion = table.Column<long>(type: "bigint", nullable: true),
                    DistributedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HubScopes", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "HubSubscriptions",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Format = table.Column<int>(type: "integer", nullable: false),
                    Callback = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Host = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    LeaseEndsAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HubSubscriptions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HubVerifications",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Mode = table.Column<int>(type: "integer", nullable: false),
                    Topic = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Callback = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Host = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Network = table.Column<byte[]>(type: "bytea", nullable: true),
                    Lease = table.Column<long>(type: "bigint", nullable: false),
                    Secret = table.Column<byte[]>(type: "bytea", nullable: true),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    IsDone = table.Column<bool>(type: "boolean", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    Holder = table.Column<Guid>(type: "uuid", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_HubVerifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IssueArticles",
                columns: table => new
                {
                    Issue = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Article = table.Column<byte[]>(type: "bytea", nullable: false),
                    Revision = table.Column<int>(type: "integer", nullable: false),
                    Form = table.Column<int>(type: "integer", nullable: false),
                    Section = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssueArticles", x => new { x.Issue, x.Version, x.Position });
                });

            migrationBuilder.CreateTable(
                name: "Issues",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PublicId = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    SharingKey = table.Column<byte[]>(type: "bytea", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sections = table.Column<List<string>>(type: "text[]", nullable: false),
                    Taken = table.Column<int>(type: "integer", nullable: false),
                    More = table.Column<int>(type: "integer", nullable: false),
                    Format = table.Column<int>(type: "integer", nullable: false),
                    Layout = table.Column<int>(type: "integer", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Issues", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "IssueVersions",
                columns: table => new
                {
                    Issue = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Html = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Text = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    HoleName = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_IssueVersions", x => new { x.Issue, x.Version });
                });

            migrationBuilder.CreateTable(
                name: "Mailings",
                columns: table => new
                {
                    Stream = table.Column<int>(type: "integer", nullable: false),
                    Group = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    FreshUntil = table.Column<long>(type: "bigint", nullable: true),
                    Planned = table.Column<long>(type: "bigint", nullable: false),
                    Settled = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mailings", x => new { x.Stream, x.Group });
                });

            migrationBuilder.CreateTable(
                name: "MailRequests",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Address = table.Column<byte[]>(type: "bytea", nullable: false),
                    Network = table.Column<byte[]>(type: "bytea", nullable: true),
                    Mailed = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MailRequests", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Memberships",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "bytea", nullable: false),
                    Section = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Sequence = table.Column<long>(type: "bigint", nullable: true),
                    Visible = table.Column<bool>(type: "boolean", nullable: false),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Memberships", x => new { x.Article, x.Section });
                });

            migrationBuilder.CreateTable(
                name: "Messages",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Stream = table.Column<int>(type: "integer", nullable: false),
                    Group = table.Column<long>(type: "bigint", nullable: false),
                    Recipient = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    FirstAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: false),
                    Worker = table.Column<long>(type: "bigint", nullable: true),
                    Epoch = table.Column<int>(type: "integer", nullable: false),
                    Relay = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    VersionSent = table.Column<int>(type: "integer", nullable: true),
                    LastCode = table.Column<int>(type: "integer", nullable: true),
                    LastEnhancedCode = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    LastReply = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Doubts = table.Column<int>(type: "integer", nullable: false),
                    Repeats = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Messages", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Refusals",
                columns: table => new
                {
                    Address = table.Column<byte[]>(type: "bytea", nullable: false),
                    Reason = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Refusals", x => x.Address);
                });

            migrationBuilder.CreateTable(
                name: "Revisions",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "bytea", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Summary = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    BodyHtml = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Correction = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Revisions", x => new { x.Article, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "ScopeVersions",
                columns: table => new
                {
                    Scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    ChangedAt = table.Column<long>(type: "bigint", nullable: false),
                    Visible = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScopeVersions", x => x.Scope);
                });

            migrationBuilder.CreateTable(
                name: "SearchBacklog",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchBacklog", x => x.Article);
                });

            migrationBuilder.CreateTable(
                name: "SearchEntries",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false),
                    Article = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEntries", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "Sections",
                columns: table => new
                {
                    Slug = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Description = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Note = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Language = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Content = table.Column<int>(type: "integer", nullable: false),
                    MovedTo = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Position = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Sections", x => x.Slug);
                });

            migrationBuilder.CreateTable(
                name: "SequenceCounter",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Last = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SequenceCounter", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SigningKeys",
                columns: table => new
                {
                    Id = table.Column<byte>(type: "smallint", nullable: false),
                    Secret = table.Column<byte[]>(type: "bytea", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SigningKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Subscribers",
                columns: table => new
                {
                    Number = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Email = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EmailKey = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Handle = table.Column<byte[]>(type: "bytea", nullable: false),
                    FeedNumber = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Hour = table.Column<int>(type: "integer", nullable: false),
                    Weekday = table.Column<int>(type: "integer", nullable: false),
                    Day = table.Column<int>(type: "integer", nullable: false),
                    Zone = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Format = table.Column<int>(type: "integer", nullable: false),
                    Layout = table.Column<int>(type: "integer", nullable: false),
                    Language = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    QuietFrom = table.Column<int>(type: "integer", nullable: true),
                    QuietTo = table.Column<int>(type: "integer", nullable: true),
                    PausedUntil = table.Column<long>(type: "bigint", nullable: true),
                    CatchUpAt = table.Column<long>(type: "bigint", nullable: true),
                    PlanVersion = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: true),
                    LastIssueAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscribers", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "Subscriptions",
                columns: table => new
                {
                    Subscriber = table.Column<long>(type: "bigint", nullable: false),
                    Section = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Cadence = table.Column<int>(type: "integer", nullable: false),
                    Mark = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    NextSlot = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    NextDueAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscriptions", x => new { x.Subscriber, x.Section });
                });

            migrationBuilder.CreateTable(
                name: "Suppressions",
                columns: table => new
                {
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Reason = table.Column<int>(type: "integer", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Suppressions", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "Taggings",
                columns: table => new
                {
                    Article = table.Column<byte[]>(type: "bytea", nullable: false),
                    Tag = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Position = table.Column<int>(type: "integer", nullable: false),
                    Visible = table.Column<bool>(type: "boolean", nullable: false),
                    PublishedAt = table.Column<long>(type: "bigint", nullable: false),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Taggings", x => new { x.Article, x.Tag });
                });

            migrationBuilder.CreateTable(
                name: "TransactionalMails",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Subscriber = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Plan = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TransactionalMails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Workers",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Beats = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Workers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "HubDeliveries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Subscription = table.Column<long>(type: "bigint", nullable: true),
                    Scope = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Format = table.Column<int>(type: "integer", nullable: false),
                    Target = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Host = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    FirstAttemptAt = table.Column<long>(type: "bigint", nullable: true),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    Holder = table.Column<Guid>(type: "uuid", nullable: true)
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

            migrationBuilder.InsertData(
                table: "SequenceCounter",
                columns: new[] { "Id", "Last" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_ApiKeys_Hash",
                table: "ApiKeys",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ArchivePlacements_Scope_Place_Visible",
                table: "ArchivePlacements",
                columns: new[] { "Scope", "Place", "Visible" });

            migrationBuilder.CreateIndex(
                name: "IX_ArchivePlacements_Scope_RemovedAt_Article",
                table: "ArchivePlacements",
                columns: new[] { "Scope", "RemovedAt", "Article" },
                filter: "\"RemovedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Archives_NotEmpty",
                table: "Archives",
                columns: new[] { "Scope", "Place" },
                filter: "\"Visible\" > 0");

            migrationBuilder.CreateIndex(
                name: "IX_Articles_Slug",
                table: "Articles",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Articles_State_ExpiresAt",
                table: "Articles",
                columns: new[] { "State", "ExpiresAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Articles_State_PublishedAt_Id",
                table: "Articles",
                columns: new[] { "State", "PublishedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_ArticleSources_Article",
                table: "ArticleSources",
                column: "Article");

            migrationBuilder.CreateIndex(
                name: "IX_ArticleSources_Source_Fingerprint",
                table: "ArticleSources",
                columns: new[] { "Source", "Fingerprint" });

            migrationBuilder.CreateIndex(
                name: "IX_Attempts_Message",
                table: "Attempts",
                column: "Message");

            migrationBuilder.CreateIndex(
                name: "IX_Authors_Name",
                table: "Authors",
                column: "Name");

            migrationBuilder.CreateIndex(
                name: "IX_Bylines_Author_RemovedAt_Article",
                table: "Bylines",
                columns: new[] { "Author", "RemovedAt", "Article" },
                filter: "\"RemovedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Bylines_Author_Visible_PublishedAt_Article",
                table: "Bylines",
                columns: new[] { "Author", "Visible", "PublishedAt", "Article" });

            migrationBuilder.CreateIndex(
                name: "IX_ConsentEvents_Subscriber_What",
                table: "ConsentEvents",
                columns: new[] { "Subscriber", "What" });

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

            migrationBuilder.CreateIndex(
                name: "IX_IssueArticles_Article_Issue",
                table: "IssueArticles",
                columns: new[] { "Article", "Issue" });

            migrationBuilder.CreateIndex(
                name: "IX_Issues_PublicId",
                table: "Issues",
                column: "PublicId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Issues_SharingKey",
                table: "Issues",
                column: "SharingKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mailings_Unsettled",
                table: "Mailings",
                columns: new[] { "Stream", "Group" },
                filter: "NOT \"Settled\"");

            migrationBuilder.CreateIndex(
                name: "IX_MailRequests_Address_At",
                table: "MailRequests",
                columns: new[] { "Address", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_MailRequests_At",
                table: "MailRequests",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_MailRequests_Network_At",
                table: "MailRequests",
                columns: new[] { "Network", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_Section_Sequence",
                table: "Memberships",
                columns: new[] { "Section", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_Memberships_Section_Visible_PublishedAt_Article",
                table: "Memberships",
                columns: new[] { "Section", "Visible", "PublishedAt", "Article" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Recipient_Stream_Group",
                table: "Messages",
                columns: new[] { "Recipient", "Stream", "Group" },
                filter: "\"State\" IN (7, 9, 10)");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_State",
                table: "Messages",
                column: "State",
                filter: "\"State\" = 5");

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Stream_Group_Recipient",
                table: "Messages",
                columns: new[] { "Stream", "Group", "Recipient" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Stream_Group_State_NextAttemptAt",
                table: "Messages",
                columns: new[] { "Stream", "Group", "State", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Stream_Recipient_Group",
                table: "Messages",
                columns: new[] { "Stream", "Recipient", "Group" });

            migrationBuilder.CreateIndex(
                name: "IX_Messages_Worker",
                table: "Messages",
                column: "Worker",
                filter: "\"Worker\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SearchEntries_Article",
                table: "SearchEntries",
                column: "Article",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_EmailKey",
                table: "Subscribers",
                column: "EmailKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_Handle",
                table: "Subscribers",
                column: "Handle",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Subscribers_PausedUntil",
                table: "Subscribers",
                column: "PausedUntil",
                filter: "\"PausedUntil\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_Cadence_Section_Mark_Subscriber",
                table: "Subscriptions",
                columns: new[] { "Cadence", "Section", "Mark", "Subscriber" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_NextDueAt_Subscriber",
                table: "Subscriptions",
                columns: new[] { "NextDueAt", "Subscriber" });

            migrationBuilder.CreateIndex(
                name: "IX_Taggings_Tag_RemovedAt_Article",
                table: "Taggings",
                columns: new[] { "Tag", "RemovedAt", "Article" },
                filter: "\"RemovedAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Taggings_Tag_Visible_PublishedAt_Article",
                table: "Taggings",
                columns: new[] { "Tag", "Visible", "PublishedAt", "Article" });

            migrationBuilder.CreateIndex(
                name: "IX_TransactionalMails_Subscriber",
                table: "TransactionalMails",
                column: "Subscriber");

            FullTextMigration.Run(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            FullTextMigration.Undo(migrationBuilder);

            migrationBuilder.DropTable(
                name: "ApiKeys");

            migrationBuilder.DropTable(
                name: "ArchivePlacements");

            migrationBuilder.DropTable(
                name: "Archives");

            migrationBuilder.DropTable(
                name: "Articles");

            migrationBuilder.DropTable(
                name: "ArticleSources");

            migrationBuilder.DropTable(
                name: "Attempts");

            migrationBuilder.DropTable(
                name: "Authors");

            migrationBuilder.DropTable(
                name: "Bylines");

            migrationBuilder.DropTable(
                name: "ConsentEvents");

            migrationBuilder.DropTable(
                name: "CookieKeys");

            migrationBuilder.DropTable(
                name: "FormerSlugs");

            migrationBuilder.DropTable(
                name: "HubDeliveries");

            migrationBuilder.DropTable(
                name: "HubScopes");

            migrationBuilder.DropTable(
                name: "HubVerifications");

            migrationBuilder.DropTable(
                name: "IssueArticles");

            migrationBuilder.DropTable(
                name: "Issues");

            migrationBuilder.DropTable(
                name: "IssueVersions");

            migrationBuilder.DropTable(
                name: "Mailings");

            migrationBuilder.DropTable(
                name: "MailRequests");

            migrationBuilder.DropTable(
                name: "Memberships");

            migrationBuilder.DropTable(
                name: "Messages");

            migrationBuilder.DropTable(
                name: "Refusals");

            migrationBuilder.DropTable(
                name: "Revisions");

            migrationBuilder.DropTable(
                name: "ScopeVersions");

            migrationBuilder.DropTable(
                name: "SearchBacklog");

            migrationBuilder.DropTable(
                name: "SearchEntries");

            migrationBuilder.DropTable(
                name: "Sections");

            migrationBuilder.DropTable(
                name: "SequenceCounter");

            migrationBuilder.DropTable(
                name: "SigningKeys");

            migrationBuilder.DropTable(
                name: "Subscribers");

            migrationBuilder.DropTable(
                name: "Subscriptions");

            migrationBuilder.DropTable(
                name: "Suppressions");

            migrationBuilder.DropTable(
                name: "Taggings");

            migrationBuilder.DropTable(
                name: "TransactionalMails");

            migrationBuilder.DropTable(
                name: "Workers");

            migrationBuilder.DropTable(
                name: "HubSubscriptions");
        }
    }
}
