using Microsoft.Extensions.DependencyInjection;
using Syndication.Delivery;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Tests.Support;

namespace Syndication.Tests.Subscribers;

/// <summary>The transactional mails that were approved, composed anew: each kind in each language.</summary>
internal static class GoldenTransactionals
{
    private const string FirstSlot = "2026-03-03T07:00";

    /// <summary>Each by its name among the samples, with links that are the reader's own.</summary>
    public static IEnumerable<(string Name, OutgoingMail Mail)> All(SyndicationHost host)
    {
        host.Services.GetRequiredService<KeyRing>().LoadAsync(CancellationToken.None).GetAwaiter().GetResult();
        var content = host.Services.GetServices<IMessageContent>().OfType<TransactionalContent>().Single();
        foreach (var kind in Enum.GetValues<TransactionalKind>())
        {
            foreach (var language in new[] { "en", "de", "es", "fr", "ar" })
            {
                var mail = new TransactionalMail
                {
                    Id = 7,
                    Kind = kind,
                    Address = kind is TransactionalKind.Moved ? "old@reader.example" : null,
                    CreatedAt = host.Clock.GetUtcNow(),
                };
                yield return (
                    $"{language}-{PlanWords.Of(kind)}",
                    Assert.IsType<Composition.Ready>(content.Compose(Reader(language), mail, FirstSlot)).Mail
                );
            }
        }
    }

    private static Subscriber Reader(string language) =>
        new()
        {
            Number = 7,
            Email = "ada@reader.example",
            EmailKey = "ada@reader.example",
            Handle = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16],
            Zone = "Europe/Berlin",
            Language = language,
            Format = MailFormat.Html,
        };
}
