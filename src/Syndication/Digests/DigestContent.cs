using System.Globalization;
using System.Net.Mail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Syndication.Delivery;
using Syndication.Publication;
using Syndication.Storage;
using Syndication.Subscribers;
using Syndication.Templates;

namespace Syndication.Digests;

/// <summary>Composes digests at the moment they are sent: the issue's newest version with the reader's own links.</summary>
internal sealed class DigestContent(
    Database database,
    IssueVersions versions,
    ReaderLinks links,
    WebAddresses addresses,
    SectionStore sections,
    IOptions<PublicationOptions> publication
) : IMessageContent
{
    /// <inheritdoc/>
    public MessageStream Stream => MessageStream.Digest;

    /// <inheritdoc/>
    public async Task<Composition> ComposeAsync(MessageKey key, CancellationToken ct)
    {
        var stamp = await database.ReadAsync((db, token) => ScopeVersions.FindAsync(db, Scope.Publication, token), ct);
        return await ComposeAsync(key, token => versions.CurrentAsync(key.Group, stamp?.Version ?? 0, token), ct);
    }

    /// <inheritdoc/>
    public Task<Composition> ComposeAsync(MessageKey key, int version, CancellationToken ct) =>
        ComposeAsync(key, token => versions.FindAsync(key.Group, version, token), ct);

    private async Task<Composition> ComposeAsync(MessageKey key, Func<CancellationToken, Task<SendableIssue?>> issue, CancellationToken ct)
    {
        var (reader, queuedAt) = await database.ReadAsync(
            async (db, token) =>
                (
                    await db.Set<Subscriber>().SingleOrDefaultAsync(one => one.Number == key.Recipient, token),
                    await QueuedAtAsync(db, key, token)
                ),
            ct
        );
        if (reader is not { State: SubscriberState.Active } || queuedAt is not { } date)
            return new Composition.Void("the reader takes no mail");
        try
        {
            return await issue(ct) is { } found
                ? new Composition.Ready(await MailAsync(found, reader, date, ct))
                : new Composition.Void("everything in it was withdrawn");
        }
        catch (TemplateFaultException fault)
        {
            return new Composition.Faulty(fault.Message);
        }
    }

    // An issue is made once for readers in all zones: it may be hours older than a message.
    private static Task<DateTimeOffset?> QueuedAtAsync(PublicationDb db, MessageKey key, CancellationToken ct) =>
        db.Set<Message>()
            .Where(row => row.Stream == key.Stream && row.Group == key.Group && row.Recipient == key.Recipient)
            .Select(row => (DateTimeOffset?)row.CreatedAt)
            .SingleOrDefaultAsync(ct);

    private async Task<OutgoingMail> MailAsync(SendableIssue sendable, Subscriber reader, DateTimeOffset date, CancellationToken ct)
    {
        var (issue, content) = (sendable.Issue, sendable.Content);
        var preferences = links.Preferences(reader.Handle, issue.Id);
        var unsubscribe = links.Unsubscribe(reader.Handle, issue.Id);
        var domain = new MailAddress(publication.Value.Sender).Host;
        return new OutgoingMail
        {
            To = reader.Email,
            Subject = content.Subject,
            Body = sendable.Body,
            Fillings = [preferences, unsubscribe],
            Version = content.Version,
            Date = date,
            List = new ListHeaders(await ListIdAsync(issue, domain, ct), unsubscribe, addresses.Issue(issue.PublicId), addresses.Subscribe),
            FeedbackId = $"{issue.PublicId}:{ListName(issue)}:digest:{SenderId(domain)}",
        };
    }

    // One section's digest is a list of its own to filter by; a digest of several is the reader's plan.
    private async Task<string> ListIdAsync(Issue issue, string domain, CancellationToken ct)
    {
        if (issue.Sections is not [var only])
            return $"{publication.Value.Name} digest <digest.{domain}>";
        var section = await sections.FindAsync(new SectionSlug(only), ct);
        return $"{publication.Value.Name}: {section?.Name ?? only} <{ListName(issue)}.digest.{domain}>";
    }

    private static string ListName(Issue issue) => issue.Sections is [var only] ? AsciiOf(only) : "plan";

    private static string AsciiOf(string slug)
    {
        try
        {
            return new IdnMapping().GetAscii(slug);
        }
        catch (ArgumentException)
        {
            // Longer than a label may be (RFC 1035, section 2.3.4): any name that stays the same will do.
            return "section-"
                + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(slug)))[..16];
        }
    }

    // Google asks for 5 to 15 characters that stay the same.
    private static string SenderId(string domain)
    {
        var letters = string.Concat(domain.Where(char.IsAsciiLetterOrDigit));
        return (letters.Length < 5 ? letters + "digest" : letters)[
            ..Math.Min(15, letters.Length < 5 ? letters.Length + 6 : letters.Length)
        ];
    }
}
