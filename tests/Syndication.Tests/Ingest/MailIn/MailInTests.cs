using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Syndication.Articles;
using Syndication.Ingest;
using Syndication.Ingest.Formats;
using Syndication.Ingest.MailIn;
using Syndication.Mailboxes;
using Syndication.Tests.Support;

namespace Syndication.Tests.Ingest.MailIn;

/// <summary>Articles by mail, through the whole host and its pickup directory.</summary>
public sealed class MailInTests : IAsyncLifetime, IDisposable
{
    private const string Passed = "Authentication-Results: mx.news.test; dkim=pass header.d=news.test; spf=fail smtp.mailfrom=other.test\n";
    private const string Secret = "k9dP2mXq7LrT4vWz";
    private readonly MailHost host = new();
    private int serial;

    public async Task InitializeAsync()
    {
        await host.AddSectionAsync("gear", "Gear");
        await host.AddSectionAsync("benefits", "Benefits");
    }

    [Fact]
    public async Task A_mail_of_an_allowed_sender_becomes_an_article_and_leaves_the_inbox()
    {
        await TakeAsync(
            Mail(
                Passed,
                "Section: Gear\nTags: kettles, tests\n\nThe kettle boils.\nIt took a while.\n\nMore of it.\n-- \nAnn Example\nPhone 1234"
            ),
            subject: "=?utf-8?q?Fwd=3A_The_kettle_=E2=80=93_a_test?="
        );

        var article = Assert.Single(await ArticlesAsync());
        Assert.Equal(
            ("The kettle – a test", "gear", "kettles tests"),
            (article.Title, article.Section.Value, string.Join(' ', article.Tags.Select(tag => tag.Name)))
        );
        Assert.Equal("<p>The kettle boils. It took a while.</p><p>More of it.</p>", article.BodyHtml);
        Assert.True(article.Announce);
        Assert.Empty(Directory.GetFiles(host.Inbox));
        Assert.Empty(host.Left);
    }

    [Fact]
    public async Task The_HTML_part_is_preferred_and_directives_and_signatures_of_mail_programs_are_taken_out()
    {
        const string Html = """
            <div dir="ltr"><div>Section: benefits</div><div><b>Tags: leave</b></div><div><br></div><p>There are <a href="https://a.example/">two</a> ways.</p>
            <p>This is the second.</p><div>-- <br></div><div class="gmail_signature" data-smartmail="gmail_signature">Ann Example</div></div>
            """;

        await TakeAsync(Alternative(Passed, "Section: gear\n\nplain", Html));

        var article = Assert.Single(await ArticlesAsync());
        Assert.Equal(("benefits", "leave"), (article.Section.Value, Assert.Single(article.Tags).Name));
        Assert.Contains("href=\"https://a.example/\"", article.BodyHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Ann Example", article.BodyHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("Section", article.BodyHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("--", article.BodyHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forwarded_mail_loses_what_its_program_puts_before_it()
    {
        await TakeAsync(
            Mail(
                Passed + "In-Reply-To: <before@news.test>\n",
                "---------- Forwarded message ---------\nFrom: Somebody <some@body.test>\nDate: today\nSubject: The kettle\n\nSection: gear\n\nIt boils."
            ),
            subject: "Fwd: WG: The kettle"
        );

        var article = Assert.Single(await ArticlesAsync());
        Assert.Equal(("The kettle", "<p>It boils.</p>"), (article.Title, article.BodyHtml));
    }

    [Fact]
    public async Task The_same_mail_twice_changes_nothing()
    {
        var mail = Mail(Passed, "Section: gear\n\nIt boils.");
        await TakeAsync(mail);
        await TakeAsync(mail);

        Assert.Equal(1, Assert.Single(await ArticlesAsync()).Revision);
        Assert.Empty(host.Left);
    }

    [Fact]
    public async Task A_sender_that_our_server_does_not_vouch_for_is_anybody()
    {
        (string Results, string Rule)[] all =
        [
            ("", "says who sent it"),
            ("Authentication-Results: mx.evil.test; dkim=pass header.d=news.test\n", "says who sent it"),
            ("Authentication-Results: mx.news.test; dkim=pass header.d=evil.test; spf=pass smtp.mailfrom=x@evil.test\n", "neither DKIM"),
            ("Authentication-Results: mx.news.test; dkim=fail header.d=news.test; dmarc=none header.from=news.test\n", "neither DKIM"),
            ("Authentication-Results: mx.news.test; dkim=pass header.d=test\n", "neither DKIM"),
            ("Authentication-Results: mx.news.test; dkim=pass header.d=evilnews.test\n", "neither DKIM"),
            (
                "Authentication-Results: mx.news.test; dkim=fail header.d=news.test\nAuthentication-Results: mx.news.test; dkim=pass header.d=news.test\n",
                "neither DKIM"
            ),
        ];
        foreach (var (results, rule) in all)
            await AssertRefusedAsync(rule, Mail(results, "Section: gear\n\nIt boils."));
    }

    [Fact]
    public async Task An_aligned_pass_of_any_kind_is_enough()
    {
        string[] all =
        [
            "Authentication-Results: mx.news.test; spf=pass smtp.mailfrom=desk@news.test\n",
            "Authentication-Results: mx.news.test; spf=pass smtp.mailfrom=bounces.news.test\n",
            "Authentication-Results: MX.News.test 1; dkim=fail header.d=x.test; dkim=pass (2048-bit key) header.i=@mail.news.test header.s=a\n",
            "Authentication-Results: mx.news.test;\n\tdmarc=pass (p=REJECT) header.from=news.test\n",
            "Authentication-Results: other.test; dkim=fail header.d=news.test\nAuthentication-Results: mx.news.test; dkim=pass header.d=news.test\n",
        ];
        foreach (var results in all)
            await AssertTakenAsync(Mail(results, "Section: gear\n\nIt boils."));
    }

    [Fact]
    public async Task A_secret_in_the_address_stands_for_the_servers_word_but_not_for_the_list()
    {
        await TakeAsync(Mail("", "Section: gear\n\nIt boils.", to: $"Desk <news+{Secret}@news.test>"));
        Assert.Single(await ArticlesAsync());

        await TakeAsync(Mail("", "Section: gear\n\nOther.", to: $"news+{Secret}@news.test", from: "x@elsewhere.test"));
        await AssertLeftAsync("AllowedSenders", articles: 1);
        Assert.DoesNotContain(Secret, host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere.test", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_secret_is_none()
    {
        string[] all = ["news+K9dP2mXq7LrT4vWz@news.test", "news+k9dP2mXq7LrT4vW@news.test", "k9dP2mXq7LrT4vWz@news.test"];
        foreach (var to in all)
            await AssertRefusedAsync("says who sent it", Mail("", "Section: gear\n\nIt boils.", to: to));
    }

    [Fact]
    public async Task Only_senders_on_the_list_are_heard()
    {
        string[] heard = ["boss@elsewhere.test", "BOSS@Elsewhere.test"];
        string[] unheard =
        [
            "intern@elsewhere.test",
            "desk@sub.news.test",
            "desk@news.test, boss@elsewhere.test",
            "\"desk@news.test\" <x@evil.test>",
        ];
        foreach (var from in heard)
            await AssertTakenAsync(Mail("", "Section: gear\n\nIt boils.", to: $"news+{Secret}@news.test", from: from));
        foreach (var from in unheard)
            await AssertRefusedAsync("sender", Mail("", "Section: gear\n\nIt boils.", to: $"news+{Secret}@news.test", from: from));
    }

    [Fact]
    public async Task Answers_reports_and_lists_are_never_articles()
    {
        (string Fields, string Subject, string Rule)[] all =
        [
            ("Auto-Submitted: auto-replied\n", "The kettle", "Auto-Submitted"),
            ("Precedence: bulk\n", "The kettle", "Precedence"),
            ("Return-Path: <>\n", "The kettle", "Return-Path"),
            ("X-Autoreply: yes\n", "The kettle", "automatic"),
            ("List-Id: <all.news.test>\n", "The kettle", "List-Id"),
            ("", "Re: The kettle", "Re:"),
            ("", "AW: The kettle", "Re:"),
            ("References: <before@news.test>\n", "The kettle", "In-Reply-To"),
        ];
        foreach (var (fields, subject, rule) in all)
            await AssertRefusedAsync(rule, Mail(Passed + fields, "Section: gear\n\nIt boils."), subject);
    }

    [Fact]
    public async Task A_mail_that_makes_no_article_is_left_to_a_person_with_the_rule_in_the_log()
    {
        (string Body, string Rule)[] all =
        [
            ("Section: nowhere\n\nIt boils.", "no such section"),
            ("It boils.", "required"),
            ("Section: gear\n", "bodyHtml"),
        ];
        foreach (var (body, rule) in all)
            await AssertRefusedAsync(rule, Mail(Passed, body));
    }

    [Fact]
    public async Task Lines_that_flow_are_put_together()
    {
        await TakeAsync(
            Mail(Passed, "Section: gear\n\nThe kettle boils and \nwhistles, and so \non.\n\nMore.")
                .Replace("text/plain; charset=utf-8", "text/plain; charset=utf-8; format=flowed", StringComparison.Ordinal)
        );

        Assert.Equal("<p>The kettle boils and whistles, and so on.</p><p>More.</p>", Assert.Single(await ArticlesAsync()).BodyHtml);
    }

    [Fact]
    public async Task Bytes_that_are_no_mail_and_a_mail_of_a_long_header_hold_nothing_up()
    {
        Put("\0\u0001\u0002 nothing");
        Put(Passed + "To: " + string.Concat(Enumerable.Repeat("a@b.test, ", 10_000)) + "c@d.test\n\nx");
        Put(Mail(Passed, string.Concat(Enumerable.Repeat("(", 100_000))));
        await TakeAsync(Mail(Passed, "Section: gear\n\nIt boils."));

        Assert.Single(await ArticlesAsync());
        Assert.Equal(3, host.Left.Length);
    }

    [Fact]
    public async Task What_a_mail_holds_beside_its_text_is_named_in_the_log_and_the_mail_is_kept()
    {
        await TakeAsync(WithPictures("DSC_1.jpg", "ann@news.test.jpg", "two\u0007.jpg"));

        var article = Assert.Single(await ArticlesAsync());
        Assert.Contains(
            $"Article {article.Id} came by mail: not taken: image/jpeg (DSC_1.jpg); not taken: image/jpeg (.jpg); not taken: image/jpeg (two.jpg)",
            host.Log.Text,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("news.test", host.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("kettle", host.Log.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(Directory.GetFiles(host.Inbox));
        Assert.Empty(host.Left);
        Assert.Contains("/9j/", await File.ReadAllTextAsync(Assert.Single(host.Kept)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_is_kept_is_not_read_again_and_no_other_is_written_over_it()
    {
        await TakeAsync(WithPictures("DSC_1.jpg"));
        serial = 0;
        await TakeAsync(WithPictures("DSC_2.jpg"));
        await ReadAsync();

        Assert.Equal(1, Assert.Single(await ArticlesAsync()).Revision);
        Assert.Equal(2, host.Kept.Length);
    }

    [Fact]
    public async Task A_reader_that_dies_after_the_commit_finds_the_mail_again_and_doubles_nothing()
    {
        Put(Mail(Passed, "Section: gear\n\nIt boils."));
        var intake = host.Services.GetRequiredService<MailIntake>();
        await using (var mailbox = host.Services.GetRequiredService<MailInJobs>().Open())
        {
            await Assert.ThrowsAsync<TimeoutException>(() =>
                mailbox.ReadAsync(
                    async (batch, ct) =>
                    {
                        await intake.TakeAsync(batch, ct);
                        throw new TimeoutException();
                    },
                    CancellationToken.None
                )
            );
        }

        Assert.Single(Directory.GetFiles(host.Inbox));
        await ReadAsync();

        Assert.Empty(Directory.GetFiles(host.Inbox));
        Assert.Equal(1, Assert.Single(await ArticlesAsync()).Revision);
    }

    [Theory]
    [InlineData("Sun, 1 Mar 2026 05:00:00 +0000", "2026-03-01T05:00:00Z", true)]
    [InlineData("Thu, 1 Jan 2026 05:00:00 +0000", "2026-01-01T05:00:00Z", false)]
    [InlineData("Mon, 2 Mar 2037 05:00:00 +0000", null, true)]
    [InlineData("Thu, 1 Jan 1970 00:00:00 +0000", null, true)]
    [InlineData("yesterday", null, true)]
    public async Task A_mail_was_published_when_it_was_written_and_is_news_for_a_week(string date, string? published, bool isNews)
    {
        await TakeAsync(
            Mail(Passed, "Section: gear\n\nIt boils.").Replace("Mon, 2 Mar 2026 05:00:00 +0000", date, StringComparison.Ordinal)
        );

        var article = Assert.Single(await ArticlesAsync());
        var at = published is null ? host.Clock.GetUtcNow() : DateTimeOffset.Parse(published, CultureInfo.InvariantCulture);
        Assert.Equal((at, isNews), (article.PublishedAt, article.Announce));
    }

    [Theory]
    [InlineData("", null, false)]
    [InlineData("Announce: yes\n", null, true)]
    [InlineData("", true, true)]
    public async Task What_lay_in_the_mailbox_before_it_was_read_is_no_news_unless_somebody_says_so(
        string directive,
        bool? setting,
        bool isNews
    )
    {
        host.Services.GetRequiredService<IOptions<MailInOptions>>().Value.Announce = setting;
        var mail = new FetchedMail("1", Encoding.UTF8.GetBytes(Mail(Passed, $"Section: gear\n{directive}\nIt boils.")), IsWhole: true)
        {
            IsFromBefore = true,
        };

        await host
            .Services.GetRequiredService<MailIntake>()
            .TakeAsync(new MailBatch([mail], (_, _, _) => Task.CompletedTask), CancellationToken.None);

        Assert.Equal(isNews, Assert.Single(await ArticlesAsync()).Announce);
    }

    [Fact]
    public async Task What_lay_in_a_folder_on_a_server_is_noted_when_it_is_first_read_empty_or_not()
    {
        var marks = host.Services.GetRequiredService<MailboxMarks>();
        Task<long> FirstAsync(string name, uint validity, long last, long read = 0) =>
            marks.FirstAsync(
                new MailboxMark
                {
                    Name = name,
                    UidValidity = validity,
                    LastUid = read,
                },
                last,
                CancellationToken.None
            );

        Assert.Equal((7L, 7L, 12L), (await FirstAsync("a", 1, 7), await FirstAsync("a", 1, 9), await FirstAsync("a", 2, 12)));
        Assert.Equal((0L, 0L), (await FirstAsync("empty", 1, 0), await FirstAsync("empty", 1, 3)));
        Assert.Equal(0, await FirstAsync("read before notes were kept", 1, 9, read: 5));
        Assert.Equal(0, (await marks.FindAsync("a", 2, CancellationToken.None)).LastUid);
    }

    [Fact]
    public async Task A_mail_that_cannot_be_stored_is_left_to_a_person_and_keeps_none_of_the_others()
    {
        await host.RefusePoisonAsync();
        foreach (var id in (string[])["one", "poison", "three"])
            Put(
                Mail(Passed, $"Section: gear\n\nIt boils for the {id}.")
                    .Replace("<one@", $"<{id}@", StringComparison.Ordinal)
                    .Replace("Subject: The kettle", $"Subject: The kettle of {id}", StringComparison.Ordinal)
            );

        await ReadAsync();

        Assert.Equal(
            ["The kettle of one", "The kettle of three"],
            (await ArticlesAsync()).Select(article => article.Title).Order(StringComparer.Ordinal)
        );
        Assert.Empty(Directory.GetFiles(host.Inbox));
        await AssertLeftAsync("cannot be stored", articles: 2);
        Assert.DoesNotContain("desk@news.test", host.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_mail_is_understood_by_ingest_read_and_a_text_with_a_colon_is_none()
    {
        var sources = host.Services.GetRequiredService<SourceReader>();

        var read = sources.Read(Bytes(Mail("", "Tags: a, b\n\nIt boils.\n-- \nAnn")), CancellationToken.None);
        var text = sources.Read(Bytes("Kettle: a test\nFrom: the depot\n\nIt boils."), CancellationToken.None);

        var item = Assert.Single(read.Items);
        Assert.Equal(
            (SourceKinds.Mail, "one@news.test", "The kettle", "<p>It boils.</p>"),
            (read.Kind, item.Id, item.Title, item.ContentHtml)
        );
        Assert.Equal(("Ann Example", "a b"), (Assert.Single(item.Authors).Name, string.Join(' ', item.Tags)));
        Assert.NotEqual(SourceKinds.Mail, text.Kind);
    }

    private static SourceBytes Bytes(string text) => new(Encoding.UTF8.GetBytes(text), ContentType: null, Address: null);

    [Fact]
    public void Without_anything_that_speaks_for_a_sender_the_host_does_not_start()
    {
        var options = new MailInOptions { AllowedSenders = ["@news.test", "nobody"], Secret = "short" };
        var validator = new MailInOptionsValidator(new ConfigurationBuilder().Build());

        var faults = validator.Validate(null, options).Failures!.ToList();

        Assert.Equal(2, faults.Count);
        Assert.DoesNotContain(faults, fault => fault.Contains("short", StringComparison.Ordinal));
        options = new MailInOptions { AllowedSenders = ["@news.test"] };
        Assert.Contains("TrustedServers", Assert.Single(validator.Validate(null, options).Failures!), StringComparison.Ordinal);
        Assert.True(validator.Validate(null, new MailInOptions()).Succeeded);
    }

    [Fact]
    public void The_mailbox_of_bounces_is_not_that_of_articles()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Bounces:Mailbox:Kind"] = "Imap",
                    ["Bounces:Mailbox:Host"] = "mail.news.test",
                    ["Bounces:Mailbox:User"] = "post",
                }
            )
            .Build();
        var options = new MailInOptions
        {
            AllowedSenders = ["@news.test"],
            Secret = Secret,
            Mailbox = new MailboxOptions
            {
                Kind = MailboxKind.Imap,
                Host = "Mail.news.test",
                User = "post",
            },
        };

        Assert.Single(new MailInOptionsValidator(configuration).Validate(null, options).Failures!);
        options.Mailbox.Folder = "Articles";
        Assert.True(new MailInOptionsValidator(configuration).Validate(null, options).Succeeded);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => host.Dispose();

    private static string Mail(string fields, string body, string to = "news@news.test", string from = "Ann Example <desk@news.test>") =>
        $"{fields}From: {from}\nTo: {to}\nSubject: The kettle\nDate: Mon, 2 Mar 2026 05:00:00 +0000\nMessage-ID: <one@news.test>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n{body}\n";

    private static string Alternative(string fields, string text, string html) =>
        Mail(fields, "")
            .Replace(
                "Content-Type: text/plain; charset=utf-8\n\n\n",
                $"Content-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{text}\n--b\nContent-Type: text/html; charset=utf-8\n\n{html}\n--b--\n",
                StringComparison.Ordinal
            );

    private static string WithPictures(params string[] names) =>
        Mail(Passed, "")
            .Replace(
                "Content-Type: text/plain; charset=utf-8\n\n\n",
                "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\nSection: gear\n\nIt boils.\n"
                    + string.Concat(
                        names.Select(name =>
                            $"--b\nContent-Type: image/jpeg; name=\"{name}\"\nContent-Transfer-Encoding: base64\n\n/9j/4AAQSkZJRg==\n"
                        )
                    )
                    + "--b--\n",
                StringComparison.Ordinal
            );

    private async Task TakeAsync(string mail, string subject = "The kettle")
    {
        Put(mail.Replace("Subject: The kettle", "Subject: " + subject, StringComparison.Ordinal));
        await ReadAsync();
    }

    private void Put(string mail)
    {
        Directory.CreateDirectory(host.Inbox);
        File.WriteAllText(Path.Combine(host.Inbox, $"{++serial:D4}.eml"), mail.ReplaceLineEndings("\r\n"), new UTF8Encoding(false));
    }

    private async Task ReadAsync()
    {
        var jobs = host.Services.GetRequiredService<MailInJobs>();
        await using var mailbox = jobs.Open();
        await jobs.ReadAsync(mailbox, CancellationToken.None);
    }

    /// <summary>The mail, as one that never came before, is left to a person by that rule.</summary>
    private async Task AssertRefusedAsync(string rule, string mail, string subject = "The kettle")
    {
        var (left, logged, articles) = (host.Left.Length, host.Log.Text.Length, (await ArticlesAsync()).Count);

        await TakeAsync(mail.Replace("<one@", $"<{serial}@", StringComparison.Ordinal), subject);

        Assert.Equal((left + 1, articles), (host.Left.Length, (await ArticlesAsync()).Count));
        Assert.Contains(rule, host.Log.Text[logged..], StringComparison.Ordinal);
    }

    /// <summary>The mail, as one that never came before, becomes an article.</summary>
    private async Task AssertTakenAsync(string mail)
    {
        var articles = (await ArticlesAsync()).Count;

        await TakeAsync(
            mail.Replace("<one@", $"<{serial}@", StringComparison.Ordinal)
                .Replace("It boils", $"It boils {serial}", StringComparison.Ordinal)
        );

        Assert.Equal((articles + 1, 0), ((await ArticlesAsync()).Count, host.Left.Length));
    }

    private async Task AssertLeftAsync(string rule, int articles = 0)
    {
        Assert.Equal(articles, (await ArticlesAsync()).Count);
        Assert.Single(host.Left);
        Assert.Contains(rule, host.Log.Text, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<Article>> ArticlesAsync()
    {
        var ids = await host.Database.ReadAsync(
            (db, ct) => db.Set<ArticleSource>().Select(source => source.Article).Distinct().ToListAsync(ct),
            CancellationToken.None
        );
        return await host.Articles.FindAsync(ids, CancellationToken.None);
    }

    private sealed class MailHost : SyndicationHost
    {
        public MailHost()
        {
            Settings["Ingest:Mail:AllowedSenders:0"] = "@news.test";
            Settings["Ingest:Mail:AllowedSenders:1"] = "boss@elsewhere.test";
            Settings["Ingest:Mail:TrustedServers:0"] = "mx.news.test";
            Settings["Ingest:Mail:Secret"] = Secret;
        }

        public TextLog Log { get; } = new();

        public string Inbox => Path.Combine(DataFolder, "articles");

        public string[] Left => Directory.Exists(Path.Combine(Inbox, "left")) ? Directory.GetFiles(Path.Combine(Inbox, "left")) : [];

        public string[] Kept => Directory.Exists(Path.Combine(Inbox, "kept")) ? Directory.GetFiles(Path.Combine(Inbox, "kept")) : [];

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureLogging(logging => logging.AddProvider(Log).AddFilter<TextLog>("Syndication.Ingest", LogLevel.Trace));
        }
    }
}
