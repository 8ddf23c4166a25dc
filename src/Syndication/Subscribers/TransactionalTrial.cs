using Syndication.Delivery;
using Syndication.Templates;

namespace Syndication.Subscribers;

/// <summary>Renders every transactional mail in both formats to a reader who does not exist.</summary>
internal sealed class TransactionalTrial(TransactionalContent content) : ITemplateTrial
{
    /// <inheritdoc/>
    public void Run()
    {
        foreach (var kind in Enum.GetValues<TransactionalKind>())
        {
            foreach (var format in Enum.GetValues<MailFormat>())
            {
                if (content.Compose(ReaderOf(format), new TransactionalMail { Kind = kind }, first: null) is Composition.Faulty fault)
                    throw new TemplateFaultException(fault.Reason, inner: null);
            }
        }
    }

    private static Subscriber ReaderOf(MailFormat format) =>
        new()
        {
            Email = "trial@reader.invalid",
            EmailKey = "trial@reader.invalid",
            Handle = new byte[16],
            Zone = "UTC",
            Language = "en",
            Format = format,
        };
}
