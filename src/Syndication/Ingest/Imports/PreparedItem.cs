using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Syndication.Ingest.Formats;

namespace Syndication.Ingest.Imports;

/// <summary>A piece on its way into the store.</summary>
/// <param name="Source">Whose ids its own is one of.</param>
/// <param name="Id">What the source calls it, within bounds (<see cref="ExternalIds"/>).</param>
/// <param name="Item">As it was read.</param>
/// <param name="Document">As it is to be checked.</param>
/// <param name="Unmapped">What the document could not take.</param>
internal sealed record PreparedItem(string Source, string Id, SourceItem Item, ArticleDocument Document, IReadOnlyList<string> Unmapped)
{
    // To be raised when cleaning changes so much that what was imported before is worth cleaning anew.
    private const string Version = "1";

    /// <summary>Tells whether the same piece was stored under the same order before.</summary>
    public required string Print { get; init; }

    /// <summary>What the rules made of it; null: not asked, for it was stored just like this before.</summary>
    public Reading? Reading { get; init; }

    /// <summary>Hash of the piece, of whether its source took it back, and of the operator's order.</summary>
    public static string PrintOf(ArticleDocument document, DocumentImport import, bool isWithdrawn)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{Version} {import.Announce} {isWithdrawn} "));
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(document, IngestJson.Default.ArticleDocument));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
