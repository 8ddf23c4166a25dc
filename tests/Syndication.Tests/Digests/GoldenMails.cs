using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Subscribers;
using Syndication.Tests.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>The mails that were approved, compiled anew.</summary>
internal static class GoldenMails
{
    private static readonly string[] Languages = ["en", "de", "es", "fr", "ar"];

    /// <summary>Each by its name among the samples.</summary>
    public static IEnumerable<(string Name, CompiledIssue Mail)> All()
    {
        foreach (var layout in Enum.GetValues<MailLayout>())
        {
            var name = layout.ToString().ToLowerInvariant();
            yield return (name, Compile(SampleEdition.Of(layout), SampleEdition.Candidates()));
            yield return ("editors-" + name, Compile(SampleEdition.WithMatter(layout), SampleEdition.Candidates()));
            foreach (var language in new[] { "de", "fr", "es" })
                yield return (
                    $"{language}-{name}",
                    Compile(SampleEdition.Of(layout) with { Language = language }, SampleEdition.Candidates())
                );
            yield return ("rtl-" + name, Compile(SampleEdition.RightToLeft(layout), SampleEdition.RightToLeftCandidates()));
        }
    }

    /// <summary>Those that not every issue is like: text alone, corrections alone, what makes up for others and has no room for all.</summary>
    public static IEnumerable<(string Name, CompiledIssue Mail)> Rare()
    {
        foreach (var layout in Enum.GetValues<MailLayout>())
            yield return (
                $"text-{layout.ToString().ToLowerInvariant()}",
                Compile(SampleEdition.Of(layout, MailFormat.Text), SampleEdition.Candidates())
            );
        foreach (var language in Languages)
        {
            var frame = SampleEdition.Of(MailLayout.Full) with { Language = language };
            yield return ($"{language}-corrections", Compile(SampleEdition.WithCorrections(frame), []));
            yield return (
                $"{language}-more",
                Compile(
                    frame with
                    {
                        Folded = new Folded(new DateOnly(2026, 2, 28), IsSeveral: true),
                    },
                    [.. SampleEdition.Candidates().Take(2)],
                    beyond: 12
                )
            );
        }
    }

    /// <summary>All of them and the transactional ones, as they go to a reader.</summary>
    public static IEnumerable<(string Name, OutgoingMail Mail)> AllSent(SyndicationHost host) =>
        All()
            .Concat(Rare())
            .Select(golden => (golden.Name, Sent(golden.Mail, host.Clock.GetUtcNow())))
            .Concat(GoldenTransactionals.All(host));

    public static CompiledIssue Compile(
        Edition frame,
        List<EditionArticle> candidates,
        int budget = 102_000,
        bool keepAll = false,
        int beyond = 0
    )
    {
        using var host = new SyndicationHost();
        host.Settings["Digests:ByteBudget"] = budget.ToString();
        return host.Services.GetRequiredService<IssueCompiler>().Compile(frame, candidates, beyond, keepAll);
    }

    /// <summary>As it goes to a reader.</summary>
    public static OutgoingMail Sent(CompiledIssue mail, DateTimeOffset date) =>
        new OutgoingMail
        {
            To = "ada@reader.example",
            Subject = mail.Rendered.Subject,
            Body = new MailBody
            {
                Html = mail.Rendered.Html is { } html ? Approvable(html, mail.Rendered.Holes) : null,
                Text = Approvable(mail.Rendered.Text, mail.Rendered.Holes),
                Language = mail.Edition.Language,
            },
            Date = date,
        }.AsDigest();

    /// <summary>The holes alone differ from one rendering to the next.</summary>
    public static string Approvable(string rendered, Holes holes) =>
        holes.Fill(rendered, "https://reader.invalid/preferences", "https://reader.invalid/unsubscribe");
}
