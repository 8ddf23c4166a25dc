using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Syndication.Articles;
using Syndication.Ingest.Sameness;

namespace Syndication.Ingest;

/// <summary>A copy of an article on its way into the store, with what it is recognised by.</summary>
internal sealed class IncomingCopy(string source, string externalId, Reading reading, ArticleContent content)
{
    private static readonly TimeSpan SameInstant = TimeSpan.FromMinutes(1);

    /// <summary>The way in.</summary>
    public string Source => source;

    /// <summary>What the source calls it.</summary>
    public string ExternalId => externalId;

    /// <summary>As it was understood.</summary>
    public Reading Reading => reading;

    /// <summary>As it is to be stored.</summary>
    public ArticleContent Content => content;

    /// <summary>Its body, as what is looked for in it.</summary>
    public IncomingBody Body { get; } =
        reading.Body is { } read && read.Html == content.BodyHtml ? read : new IncomingBody(content.BodyHtml);

    /// <summary>Hash of headline and body.</summary>
    public string Fingerprint { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.Title + "\n" + content.BodyHtml)));

    /// <summary>The date by which copies of one source are told older from newer; null: not said. A date of publication may be moved.</summary>
    public DateTimeOffset? ChangedAt => content.UpdatedAt;

    /// <summary>As it is compared with others.</summary>
    public ArticleCopy Copy =>
        field ??= new ArticleCopy
        {
            Title = TextWords.Of(content.Title),
            Body = Body.Words,
            PublishedAt = content.PublishedAt,
            Addresses = Address is { } address ? [address] : [],
        };

    private string? Address => field ??= CanonicalAddress.Of(content.Url);

    /// <summary>What is remembered of it.</summary>
    public ArticleSource Row(ArticleId article)
    {
        var row = new ArticleSource
        {
            Source = source,
            ExternalId = externalId,
            Article = article,
            Document = "",
            Fingerprint = "",
        };
        Update(row);
        return row;
    }

    /// <summary>Takes over what is remembered of the source's last copy.</summary>
    public void Update(ArticleSource row)
    {
        (row.Document, row.Fingerprint) = (Given(), Fingerprint);
        (row.Address, row.PublishedAt, row.UpdatedAt) = (Address, content.PublishedAt, content.UpdatedAt);
    }

    /// <summary>Whether a piece of the same source, with the very same headline and text, is this one under the name that it had before.</summary>
    public bool IsMoveOf(ArticleSource before) =>
        !(content.PublishedAt is { } now && before.PublishedAt is { } then && (now - then).Duration() > SameInstant)
        && (Address is null || before.Address is null || Address == before.Address || Copy.Body.Count >= Sketch.LeastWords);

    private string Given() =>
        JsonSerializer.Serialize(
            reading.Document! with
            {
                BodyHtml = null,
                BodyMarkdown = null,
                BodyText = null,
            },
            IngestJson.Default.ArticleDocument
        );
}
