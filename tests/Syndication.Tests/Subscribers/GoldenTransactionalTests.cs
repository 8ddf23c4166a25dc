using System.Text.RegularExpressions;
using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

public sealed partial class GoldenTransactionalTests
{
    [Fact]
    public void Every_transactional_mail_is_as_it_was_approved_in_every_language()
    {
        using var host = new SyndicationHost();
        foreach (var (name, mail) in GoldenTransactionals.All(host))
        {
            Golden.Matches($"Transactional/{name}.html", Approvable(mail.Html!));
            Golden.Matches($"Transactional/{name}.txt", mail.Subject + "\n\n" + Approvable(mail.Text));
        }
    }

    // Tokens are of keys that every store makes for itself.
    private static string Approvable(string rendered) => Tokens.Replace(rendered, "${page}token");

    [GeneratedRegex("(?<page>/(?:confirm|disown|preferences|unsubscribe|move)/)[A-Za-z0-9_-]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tokens { get; }
}
