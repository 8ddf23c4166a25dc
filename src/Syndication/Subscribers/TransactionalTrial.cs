using Syndication.Delivery;
using Syndication.Templates;

namespace Syndication.Subscribers;

/// <summary>Renders every transactional mail, of which each has both parts, in every language to a reader who does not exist.</summary>
internal sealed class TransactionalTrial(TransactionalContent content, Words words) : ITemplateTrial
{
    private const string FirstSlot = "2026-03-02T07:00";

    /// <inheritdoc/>
    public void Run()
    {
        foreach (var kind in Enum.GetValues<TransactionalKind>())
        {
            foreach (var language in words.Languages)
            {
                foreach (var first in new[] { FirstSlot, null })
                {
                    if (content.Compose(ReaderOf(language), new TransactionalMail { Kind = kind }, first) is Composition.Faulty fault)
                        throw new TemplateFaultException(fault.Reason, inner: null);
                }
            }
        }
    }

    private static Subscriber ReaderOf(string language) =>
        new()
        {
            Email = "trial@reader.invalid",
            EmailKey = "trial@reader.invalid",
            Handle = new byte[16],
            Zone = "UTC",
            Language = language,
            Format = MailFormat.Html,
        };
}
