using System.Security.Cryptography;
using System.Text;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest;

/// <summary>What sources call their pieces, within what a key of the store can hold.</summary>
internal static class ExternalIds
{
    // An index of PostgreSQL takes about 2,700 bytes in a row, of which the source has its part.
    private const int MostBytes = 500;

    /// <summary>The id itself; the hash of one that is longer than a key may be.</summary>
    public static string Bounded(string id) => id.Length <= MostBytes && Encoding.UTF8.GetByteCount(id) <= MostBytes ? id : HashOf(id);

    /// <summary>The source's own id, else the piece's address, else what it says: never its place among others, which is another's tomorrow.</summary>
    public static string Of(SourceItem item) =>
        !string.IsNullOrWhiteSpace(item.Id) ? Bounded(item.Id.Trim())
        : !string.IsNullOrWhiteSpace(item.Url) ? Bounded(item.Url.Trim())
        : HashOf($"{item.Title}\n{item.ContentHtml ?? item.Summary}");

    /// <summary>The hash of a text as an id.</summary>
    public static string HashOf(string text) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
