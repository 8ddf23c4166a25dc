using System.Globalization;
using System.Text;
using Syndication.Delivery;
using Syndication.Delivery.Mails;
using Syndication.Storage;
using Syndication.Subscribers;

namespace Syndication.Digests.Previews;

/// <summary>What one reader would get at a time to come: the mail itself, and why each article is in it or is not.</summary>
/// <remarks>The mail is the reader's byte for byte but for the links that are the reader's own: those open nothing.</remarks>
internal sealed class PreviewDesk(
    Simulation simulation,
    Explanations explanations,
    SubscriberStore readers,
    DigestContent content,
    MailBuilder builder,
    Database database,
    Suppressions suppressions
)
{
    private static readonly byte[] Nobody = new byte[16];

    /// <summary>Looks ahead.</summary>
    /// <param name="address">The reader's address.</param>
    /// <param name="at">Up to then; the last moment at which the reader is due is the one shown.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where the address is nobody's.</returns>
    /// <exception cref="Templates.TemplateFaultException">A template is at fault.</exception>
    public async Task<Preview?> LookAsync(EmailAddress address, DateTimeOffset at, CancellationToken ct)
    {
        if (await readers.FindAsync(address, ct) is not { } reader)
            return null;
        if (await database.ReadAsync((db, token) => suppressions.FindAsync(db, reader.Subscriber.Email, token), ct) is { } suppression)
            return new Preview(reader.Subscriber, [], Mail: null, "") { Withheld = WordsOf(suppression) };
        var moments = await simulation.RunAsync(reader, at, ct);
        if (moments is not [.., { Made: { } made } moment])
            return new Preview(reader.Subscriber, moments, Mail: null, "");
        var mail = content.Mail(Sendable(moment, made), reader.Subscriber.Email, Nobody, moment.At);
        return new Preview(reader.Subscriber, moments, mail, await RawAsync(reader, mail, ct));
    }

    /// <summary>Why an article is in what was looked at, or is not.</summary>
    public async Task<Explanation> ExplainAsync(EmailAddress address, Preview preview, Articles.Article article, CancellationToken ct) =>
        await explanations.OfAsync((await readers.FindAsync(address, ct))!, preview, article, ct);

    private static string WordsOf(Suppression suppression) =>
        "the address must not be mailed since "
        + suppression.At.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        + suppression.Reason switch
        {
            SuppressionReason.NoSuchMailbox => ": there is no such mailbox",
            SuppressionReason.KeepsFailing => ": mail to it kept coming back",
            SuppressionReason.Complaint => ": its owner complained",
            SuppressionReason.Disowned => ": its owner said that it was not them",
            _ => ": an operator said so",
        };

    private static SendableIssue Sendable(SimulatedMoment moment, MadeIssue made)
    {
        var (edition, rendered) = (made.Compiled.Edition, made.Compiled.Rendered);
        var issue = new Issue
        {
            PublicId = edition.PublicId,
            Title = rendered.Subject,
            Sections = [.. moment.Draft.Sections.Select(section => section.Value)],
            Format = edition.Format,
            Layout = edition.Layout,
            Language = edition.Language,
            Date = edition.Date,
            CreatedAt = moment.At,
        };
        var version = new IssueVersion
        {
            Version = issue.Version,
            Subject = rendered.Subject,
            Html = rendered.Html,
            Text = rendered.Text,
            HoleName = rendered.Holes.Name,
            CreatedAt = moment.At,
        };
        return new SendableIssue(issue, version, [], made.Compiled.SentHtml)
        {
            SectionName = edition.Sections is [var only] ? only.Name : null,
        };
    }

    private async Task<string> RawAsync(Reader reader, OutgoingMail mail, CancellationToken ct)
    {
        var key = new MessageKey(MessageStream.Digest, 0, reader.Subscriber.Number);
        using var bytes = new MemoryStream();
        await builder.Build(0, key, mail).Content.WriteToAsync(bytes, ct);
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}

/// <summary>What was looked at.</summary>
/// <param name="Reader">As the simulation left the reader.</param>
/// <param name="Moments">All moments up to the time asked for; the last is the one shown.</param>
/// <param name="Mail">Null: no mail at that moment.</param>
/// <param name="Raw">The same as it would be sent; empty where there is none.</param>
internal sealed record Preview(Subscriber Reader, IReadOnlyList<SimulatedMoment> Moments, OutgoingMail? Mail, string Raw)
{
    /// <summary>Why the reader gets nothing, whatever is due; null: nothing is withheld.</summary>
    public string? Withheld { get; init; }

    /// <summary>The mail with the links filled in.</summary>
    public string Fill(string part)
    {
        foreach (var (hole, filling) in Mail!.Body.Holes.Zip(Mail.Fillings))
            part = part.Replace(hole, filling, StringComparison.Ordinal);
        return part;
    }
}
