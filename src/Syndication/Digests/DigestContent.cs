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
    PublicationStamp stamp,
    ReaderLinks links,
    WebAddresses addresses,
    IOptions<PublicationOptions> publication
) : IMessageContent
{
    /// <inheritdoc/>
    public MessageStream Stream => MessageStream.Digest;

    /// <inheritdoc/>
    public async Task<Composition> ComposeAsync(MessageKey key, CancellationToken ct) =>
        await ComposeAsync(key, await ReadAsync(key, ct), version: null, ct);

    /// <inheritdoc/>
    public async Task<Composition> ComposeAsync(MessageKey key, int version, CancellationToken ct) =>
        await ComposeAsync(key, await ReadAsync(key, ct), version, ct);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ComposeMessage>> ReadAsync(
        IReadOnlyList<(MessageKey Key, DateTimeOffset QueuedAt)> messages,
        CancellationToken ct
    )
    {
        var numbers = messages.Select(message => message.Key.Recipient).Distinct().ToList();
        var readers = await database.ReadAsync(
            (db, token) => db.Set<Subscriber>().Where(one => numbers.Contains(one.Number)).ToDictionaryAsync(one => one.Number, token),
            ct
        );
        return
        [
            .. messages.Select(message => new ComposeMessage(
                (version, token) =>
                    ComposeAsync(message.Key, (readers.GetValueOrDefault(message.Key.Recipient), message.QueuedAt), version, token)
            )),
        ];
    }

    private async Task<Composition> ComposeAsync(
        MessageKey key,
        (Subscriber? Reader, DateTimeOffset? QueuedAt) recipient,
        int? version,
        CancellationToken ct
    )
    {
        if (recipient is not ({ State: SubscriberState.Active } reader, { } queuedAt))
            return new Composition.Void("the reader takes no mail");
        try
        {
            var issue = version is { } sent
                ? await versions.FindAsync(key.Group, sent, ct)
                : await versions.CurrentAsync(key.Group, await stamp.ReadAsync(ct), ct);
            return issue is null
                ? new Composition.Void("everything in it was withdrawn")
                : new Composition.Ready(Mail(issue, reader.Email, reader.Handle, queuedAt));
        }
        catch (TemplateFaultException fault)
        {
            return new Composition.Faulty(fault.Message);
        }
    }

    // An issue is made once for readers in all zones: it may be hours older than a message.
    private Task<(Subscriber? Reader, DateTimeOffset? QueuedAt)> ReadAsync(MessageKey key, CancellationToken ct) =>
        database.ReadAsync(
            async (db, token) =>
                (
                    await db.Set<Subscriber>().SingleOrDefaultAsync(one => one.Number == key.Recipient, token),
                    await db.Set<Message>()
                        .Where(row => row.Stream == key.Stream && row.Group == key.Group && row.Recipient == key.Recipient)
                        .Select(row => (DateTimeOffset?)row.CreatedAt)
                        .SingleOrDefaultAsync(token)
                ),
            ct
        );

    /// <summary>The mail that brings an issue to one reader.</summary>
    /// <param name="sendable">The issue.</param>
    /// <param name="to">The reader's address.</param>
    /// <param name="handle">Whose links it has.</param>
    /// <param name="date">When it was queued.</param>
    internal OutgoingMail Mail(SendableIssue sendable, string to, byte[] handle, DateTimeOffset date)
    {
        var (issue, content) = (sendable.Issue, sendable.Content);
        var preferences = links.Preferences(handle, issue.Id);
        var unsubscribe = links.Unsubscribe(handle, issue.Id);
        var domain = new MailAddress(publication.Value.Sender).Host;
        return new OutgoingMail
        {
            To = to,
            Subject = content.Subject,
            Body = sendable.Body,
            Fillings = [preferences, unsubscribe],
            Version = content.Version,
            Date = date,
            List = new ListHeaders(ListId(sendable, domain), unsubscribe, addresses.Issue(issue.PublicId), addresses.Subscribe),
            FeedbackId = $"{issue.PublicId}:{ListName(issue)}:digest:{SenderId(domain)}",
        };
    }

    // One section's digest is a list of its own to filter by; a digest of several is the reader's plan.
    private string ListId(SendableIssue sendable, string domain) =>
        sendable.Issue.Sections is [var only]
            ? $"{publication.Value.Name}: {sendable.SectionName ?? only} <{ListName(sendable.Issue)}.digest.{domain}>"
            : $"{publication.Value.Name} digest <digest.{domain}>";

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
