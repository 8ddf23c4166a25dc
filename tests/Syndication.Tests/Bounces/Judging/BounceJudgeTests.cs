using System.Text;
using FsCheck.Xunit;
using Microsoft.Extensions.Logging.Abstractions;
using Syndication.Bounces.Judging;
using Syndication.Delivery.Figures;
using Syndication.Delivery.Relays;
using Syndication.Tests.Support;

namespace Syndication.Tests.Bounces.Judging;

/// <summary>What the corpus has no mail for: other kinds of reports, what people write, and what a report tells of our message.</summary>
public sealed class BounceJudgeTests
{
    private readonly BounceJudge judge = new(NullLogger<BounceJudge>.Instance);

    [Fact]
    public void A_report_says_something_else_of_each_recipient()
    {
        var verdicts = Read("delivered").Verdicts;

        Assert.Equal(
            [
                new Verdict("reader@example.net", VerdictClass.Delivered, BounceReason.Delivered, "2.0.0"),
                new Verdict("other@example.net", VerdictClass.Hard, BounceReason.UserUnknown, "5.1.1"),
            ],
            verdicts
        );
    }

    [Fact]
    public void Addresses_may_be_of_any_script()
    {
        var report = Read("any-script");

        Assert.Equal(
            [
                new Verdict("почта@example.net", VerdictClass.Hard, BounceReason.UserUnknown, "5.1.1"),
                new Verdict("🧳@example.net", VerdictClass.Soft, BounceReason.MailboxFull, "5.2.2"),
            ],
            report.Verdicts
        );
        Assert.Equal(["issue2.reader2@news.example.org"], report.OriginalMessageIds);
    }

    [Theory]
    [InlineData("read", "delivered")]
    [InlineData("tls-report", "authentication-report")]
    [InlineData("dmarc-aggregate", "authentication-report")]
    [InlineData("not-spam", "not-bounce")]
    [InlineData("answer-about-a-bounce", "not-bounce")]
    [InlineData("letter", "not-bounce")]
    [InlineData("letter-of-holidays", "not-bounce")]
    [InlineData("letter-with-picture", "not-bounce")]
    [InlineData("qmail-later", "soft")]
    [InlineData("vacation", "autoreply")]
    [InlineData("wordless-delay", "delayed")]
    [InlineData("complaint", "complaint")]
    [InlineData("notice-of-complaint", "complaint")]
    public void Each_kind_of_mail_has_its_class(string sample, string expected)
    {
        Assert.Equal(expected, Assert.Single(Read(sample).Verdicts).ClassWord);
    }

    [Fact]
    public void A_report_tells_which_message_of_ours_it_is_about()
    {
        var report = Read("delivered");

        Assert.Equal("report1@mx.example.net", report.MessageId);
        Assert.Equal(["issue1.reader1@news.example.org"], report.OriginalMessageIds);
        Assert.Equal(["bounces+token1@news.example.org"], report.DeliveredTo);
        Assert.Equal(["bounces+token1@news.example.org"], report.ReturnPaths);
        Assert.Null(report.Feedback);
        Assert.Equal(["issue8.reader8@news.example.org"], Read("vacation").OriginalMessageIds);
    }

    [Theory]
    [InlineData(550, "5.1.1 no such user", true)]
    [InlineData(552, "5.2.2 full", false)]
    [InlineData(552, "5.3.4 too big", false)]
    [InlineData(554, "5.7.1 go away", false)]
    [InlineData(554, "no", false)]
    public void What_a_relay_refuses_at_once_is_counted_in_the_same_words(int code, string text, bool noSuchMailbox)
    {
        var word = RefusalReasons.Of(new SendOutcome.Rejected(RelayReply.From(code, text), noSuchMailbox));

        Assert.Contains(word, Enum.GetValues<BounceReason>().Select(Verdict.WordOf));
    }

    [Fact]
    public void A_complaint_brings_its_fields()
    {
        var report = Read("complaint");

        var fields = Assert.IsType<FeedbackFields>(report.Feedback);
        Assert.Equal(
            ("abuse", "Feedback/1.0", "bounces+token6@news.example.org"),
            (fields.Type, fields.UserAgent, fields.OriginalMailFrom)
        );
        Assert.Equal(["reader@example.net"], fields.OriginalRecipients);
        Assert.Equal(
            ("203.0.113.9", "2", "dns; mx.example.net", "Mon, 23 Nov 2026 07:00:05 +0000"),
            (fields.SourceIp, fields.Incidents, fields.ReportingMta, fields.ArrivalDate)
        );
        Assert.Equal(["news.example.org"], fields.ReportedDomains);
        Assert.Equal(["issue6.reader6@news.example.org"], report.OriginalMessageIds);
        Assert.Equal(
            new Verdict("reader@example.net", VerdictClass.Complaint, BounceReason.Feedback, null),
            Assert.Single(report.Verdicts)
        );
    }

    [Property(MaxTest = 300)]
    public void Any_bytes_have_a_verdict(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);

        Assert.NotEmpty(judge.Examine(stream).Verdicts);
    }

    [Fact]
    public void A_mail_without_an_end_is_read_to_a_size()
    {
        using var endless = new EndlessMail();

        Assert.Equal(VerdictClass.Hard, Assert.Single(judge.Judge(endless)).Class);
        Assert.InRange(endless.Taken, 1, 2 * 1024 * 1024);
    }

    [Fact]
    public void A_field_without_an_end_costs_no_more_than_a_long_one()
    {
        var field = string.Concat(Enumerable.Repeat("<a@example.org>,date>2026\n ", 30_000));
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes($"From: a@example.org\nTo: {field}\nSubject: Hello\n\nHello.\n"));
        var allocated = GC.GetAllocatedBytesForCurrentThread();

        Assert.Equal(VerdictClass.NotBounce, Assert.Single(judge.Examine(stream).Verdicts).Class);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public void Parts_in_parts_in_parts_are_followed_to_a_depth()
    {
        var nested = new StringBuilder("From: a@example.org\nMIME-Version: 1.0\n");
        for (var depth = 0; depth < 5000; depth++)
            nested.Append($"Content-Type: multipart/mixed; boundary=\"{depth}\"\n\n--{depth}\n");

        using var stream = new MemoryStream(Encoding.ASCII.GetBytes(nested.ToString()));
        Assert.Equal(VerdictClass.NotBounce, Assert.Single(judge.Examine(stream).Verdicts).Class);
    }

    private Report Read(string sample)
    {
        using var stream = File.OpenRead(Path.Combine(Golden.Folder, "bounces", sample + ".eml"));
        return judge.Examine(stream);
    }

    /// <summary>A report that brings back a message without an end.</summary>
    private sealed class EndlessMail : Stream
    {
        private readonly byte[] start = File.ReadAllBytes(Path.Combine(Golden.Folder, "bounces", "endless.eml"));

        public long Taken { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => Taken;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            for (var i = 0; i < count; i++, Taken++)
                buffer[offset + i] = Taken < start.Length ? start[Taken] : (byte)'x';
            return count;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
