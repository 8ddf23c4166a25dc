using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Syndication.Bounces.Judging;
using Syndication.Tests.Support;

namespace Syndication.Tests.Bounces.Judging;

/// <summary>
/// Replies of servers of many makes and languages (<c>replies.tsv</c>), as three relays report them: in fields, or in plain words. None of them
/// is of the corpus, so that what the rules know is more than the corpus.
/// </summary>
public sealed class ServersWordsTests
{
    private const string Reader = "reader@example.net";
    private readonly BounceJudge judge = new(NullLogger<BounceJudge>.Instance);

    [Theory]
    [InlineData("words-postfix")]
    [InlineData("words-qmail")]
    [InlineData("words-exim")]
    public void Each_reply_is_judged_alike_whoever_reports_it(string relay)
    {
        var report = File.ReadAllText(Path.Combine(Golden.Folder, "returns", relay + ".eml"));
        var wrong = new List<string>();
        foreach (var reply in Replies())
        {
            var verdict = Judge(Fill(report, relay, reply));
            if (verdict.Recipient != Reader || verdict.ClassWord != reply.Class)
                wrong.Add($"{reply.Text}: {verdict.Recipient} {verdict.ClassWord} {verdict.ReasonWord}, must be {reply.Class}");
            else if (relay == "words-postfix" && reply.Reason != "*" && verdict.ReasonWord != reply.Reason)
                wrong.Add($"{reply.Text}: {verdict.ReasonWord}, must be {reply.Reason}");
        }

        Assert.Empty(wrong);
    }

    /// <summary><c>forms.txt</c>: what stands in plain words, in whole mails, and what people and their programs answer.</summary>
    [Fact]
    public void Each_form_tells_whom_it_is_about_and_what_became_of_the_mail()
    {
        var wrong = new List<string>();
        foreach (var form in File.ReadAllText(Path.Combine(Golden.Folder, "returns", "forms.txt")).Split("\n=== ").Skip(1))
        {
            var (head, body) = (
                form[..form.IndexOf('\n', StringComparison.Ordinal)],
                form[(form.IndexOf('\n', StringComparison.Ordinal) + 1)..]
            );
            var (expected, sender, subject) = head.Split(" | ") is [var kind, var from, var about] ? (kind, from, about) : ("", "", "");
            var verdict = Judge(
                $"From: {sender}\nTo: bounces@news.test\nSubject: {subject}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}".Replace(
                    "{to}",
                    Reader,
                    StringComparison.Ordinal
                )
            );
            var names = expected is "autoreply" or "not-bounce" || verdict.Recipient == Reader;
            if (verdict.ClassWord != expected || !names)
                wrong.Add($"{subject}: {verdict.Recipient} {verdict.ClassWord} {verdict.ReasonWord}, must be {expected}");
        }

        Assert.Empty(wrong);
    }

    private Verdict Judge(string mail)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        var verdicts = judge.Read(stream).Verdicts;
        return verdicts.Count == 1 ? verdicts[0] : verdicts[0] with { Recipient = string.Join(' ', verdicts.Select(one => one.Recipient)) };
    }

    private static IEnumerable<Reply> Replies() =>
        File.ReadLines(Path.Combine(Golden.Folder, "returns", "replies.tsv"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))
            .Select(parts => new Reply(parts[0], parts[1], parts[2], parts[3].Replace("{to}", Reader, StringComparison.Ordinal)));

    private static string Fill(string report, string relay, Reply reply)
    {
        var (before, after) = (relay, reply.Stage) switch
        {
            ("words-postfix", "connect") => ("refused to talk to me: ", ""),
            ("words-postfix", "rcpt") => ("said: ", " (in reply to RCPT TO command)"),
            ("words-postfix", "mail") => ("said: ", " (in reply to MAIL FROM command)"),
            ("words-postfix", _) => ("said: ", " (in reply to end of DATA command)"),
            ("words-qmail", "connect") => ("Connected to 192.0.2.9 but greeting failed.\r\nRemote host said: ", ""),
            ("words-qmail", "rcpt") => ("192.0.2.9 does not like recipient.\r\nRemote host said: ", "\r\nGiving up on 192.0.2.9."),
            ("words-qmail", "mail") => ("Connected to 192.0.2.9 but sender was rejected.\r\nRemote host said: ", ""),
            ("words-qmail", _) => ("192.0.2.9 failed after I sent the message.\r\nRemote host said: ", ""),
            (_, "connect") => ("SMTP error from remote mail server after initial connection:\r\n    ", ""),
            (_, "rcpt") => ($"SMTP error from remote mail server after RCPT TO:<{Reader}>:\r\n    ", ""),
            (_, "mail") => ("SMTP error from remote mail server after MAIL FROM:<news@news.test>:\r\n    ", ""),
            _ => ("SMTP error from remote mail server after end of data:\r\n    ", ""),
        };
        var status = ReplyCodes.First(reply.Text) ?? reply.Text[0] + ".0.0";
        return report
            .Replace("{said}", before + reply.Text + after, StringComparison.Ordinal)
            .Replace("{reply}", reply.Text, StringComparison.Ordinal)
            .Replace("{status}", status, StringComparison.Ordinal)
            .Replace("{to}", Reader, StringComparison.Ordinal);
    }

    private sealed record Reply(string Stage, string Class, string Reason, string Text);
}
