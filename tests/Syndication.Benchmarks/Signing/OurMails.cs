using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Delivery.Dkim;
using Syndication.Delivery.Mails;
using Syndication.Publication;

namespace Syndication.Benchmarks.Signing;

/// <summary>The path that every message takes.</summary>
internal sealed class OurMails(SampleMail sample, IServiceProvider services, string pem)
{
    private static readonly MessageKey Key = new(MessageStream.Digest, 1, 7);
    private readonly MailBuilder unsigned = Builder(services, new DeliveryOptions());
    private readonly MailBuilder signing = Builder(
        services,
        new DeliveryOptions
        {
            Dkim =
            [
                new DkimOptions
                {
                    Domain = SampleMail.Domain,
                    Selector = SampleMail.Selector,
                    PrivateKeyFile = pem,
                },
            ],
        }
    );

    /// <returns>Bytes of the mail.</returns>
    public long Write(bool signed)
    {
        var mail = (signed ? signing : unsigned).Build(1, Key, sample.Next()).Content;
        var written = mail.WriteToAsync(Stream.Null, CancellationToken.None);
        return written.IsCompletedSuccessfully ? mail.Length : throw new InvalidOperationException("Nothing waits here.");
    }

    private static MailBuilder Builder(IServiceProvider services, DeliveryOptions delivery) =>
        new(
            Options.Create(new PublicationOptions { Sender = SampleMail.Sender }),
            Options.Create(delivery),
            services.GetRequiredService<MessageTokens>(),
            new DkimSigners(Options.Create(delivery), services.GetRequiredService<IHostEnvironment>(), NullLogger<DkimSigners>.Instance),
            TimeProvider.System
        );
}
