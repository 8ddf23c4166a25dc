using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Digests;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Digests;

/// <summary>The mails that were approved, compiled anew.</summary>
internal static class GoldenMails
{
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

    public static CompiledIssue Compile(Edition frame, List<EditionArticle> candidates, int budget = 102_000, bool keepAll = false)
    {
        using var host = new SyndicationHost();
        host.Settings["Digests:ByteBudget"] = budget.ToString();
        return host.Services.GetRequiredService<IssueCompiler>().Compile(frame, candidates, 0, keepAll);
    }

    /// <summary>As it goes to a reader.</summary>
    public static OutgoingMail Sent(CompiledIssue mail, DateTimeOffset date) =>
        new OutgoingMail
        {
            To = "ada@reader.example",
            Subject = mail.Rendered.Subject,
            Body = new MailBody
            {
                Html = Approvable(mail.Rendered.Html!, mail.Rendered.Holes),
                Text = Approvable(mail.Rendered.Text, mail.Rendered.Holes),
                Language = mail.Edition.Language,
            },
            Date = date,
        }.AsDigest();

    /// <summary>The holes alone differ from one rendering to the next.</summary>
    public static string Approvable(string rendered, Holes holes) =>
        holes.Fill(rendered, "https://reader.invalid/preferences", "https://reader.invalid/unsubscribe");
}
