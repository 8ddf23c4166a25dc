using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Templates;

namespace Syndication.Subscribers;

/// <summary>Composes confirmations and links. Nothing that anybody typed into a form gets into them.</summary>
internal sealed class TransactionalContent(
    Database database,
    TemplateLibrary templates,
    Words words,
    ReaderLinks links,
    WebAddresses addresses,
    Suppressions suppressions,
    IOptions<PublicationOptions> publication
) : IMessageContent
{
    public MessageStream Stream => MessageStream.Transactional;

    public async Task<Composition> ComposeAsync(MessageKey key, CancellationToken ct)
    {
        var (reader, mail, first, bounced) = await database.ReadAsync((db, token) => FindAsync(db, key, token), ct);
        if (reader is null || mail is null || mail.ClosedAt is not null)
            return new Composition.Void("the reader left or was erased");
        var here = reader.State is SubscriberState.Active or SubscriberState.Paused;
        return (mail.Kind, here) switch
        {
            (TransactionalKind.Confirmation, true) when !(bounced <= mail.CreatedAt) => new Composition.Void("confirmed already"),
            (TransactionalKind.Link or TransactionalKind.Welcome or TransactionalKind.Move, false) => new Composition.Void(
                "the reader left"
            ),
            (TransactionalKind.Moved, _) when mail.Address is null => new Composition.Void("the old address is forgotten"),
            _ => Compose(reader, mail, first),
        };
    }

    private async Task<(Subscriber? Reader, TransactionalMail? Mail, string? First, DateTimeOffset? Bounced)> FindAsync(
        PublicationDb db,
        MessageKey key,
        CancellationToken ct
    )
    {
        var id = new SubscriberId(key.Recipient);
        var plan = db.Set<Subscription>().Where(row => row.Subscriber == id);
        var reader = await db.Set<Subscriber>().SingleOrDefaultAsync(found => found.Number == key.Recipient, ct);
        return (
            reader,
            await db.Set<TransactionalMail>().SingleOrDefaultAsync(found => found.Id == key.Group, ct),
            // What comes as it appears may come before the first slot.
            await plan.AnyAsync(row => row.Cadence == Cadence.Each, ct) ? null : await plan.MinAsync(row => row.NextSlot, ct),
            reader is null ? null : await suppressions.BouncedSinceAsync(db, reader.Email, ct)
        );
    }

    internal Composition Compose(Subscriber reader, TransactionalMail mail, string? first)
    {
        var template = PlanWords.Of(mail.Kind);
        var model = Model(reader, mail, first is null ? null : Slot.Parse(first, reader.Zone));
        try
        {
            return new Composition.Ready(
                new OutgoingMail
                {
                    To = mail.Address ?? reader.Email,
                    Subject = string.Join(
                        ' ',
                        templates
                            .Render($"{template}.subject.text", model, reader.Language)
                            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                    ),
                    Body = new MailBody
                    {
                        Html = reader.Format is MailFormat.Html ? templates.Render($"{template}.html", model, reader.Language) : null,
                        Text = templates.Render($"{template}.text", model, reader.Language),
                        Language = words.SpokenTag(reader.Language),
                    },
                    Date = mail.CreatedAt,
                }
            );
        }
        catch (TemplateFaultException fault)
        {
            return new Composition.Faulty(fault.Message);
        }
    }

    private object Model(Subscriber reader, TransactionalMail mail, Slot? first)
    {
        var about = mail.Id;
        var spoken = words.SpokenTag(reader.Language);
        var culture = CultureInfo.GetCultureInfo(spoken);
        return new
        {
            publication = publication.Value.Name,
            postalAddress = publication.Value.PostalAddress,
            language = spoken,
            direction = LanguageTag.IsRightToLeft(spoken) ? "rtl" : "ltr",
            home = addresses.Home,
            firstDay = first?.Local.ToString("D", culture) ?? "",
            firstHour = first?.Local.ToString("t", culture) ?? "",
            link = mail.Kind switch
            {
                TransactionalKind.Confirmation => links.Confirm(reader.Handle, about),
                TransactionalKind.Move => links.Move(reader.Handle, about),
                // Nothing that opens the plan goes to an address that is not the reader's any more.
                TransactionalKind.Moved => "",
                _ => links.Preferences(reader.Handle, about),
            },
            disown = mail.Kind is TransactionalKind.Confirmation ? links.Disown(reader.Handle, about) : "",
            unsubscribe = mail.Kind is TransactionalKind.Link or TransactionalKind.Welcome ? links.Unsubscribe(reader.Handle, about) : "",
        };
    }
}
