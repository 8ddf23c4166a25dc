using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Syndication.Ingest.Api;

/// <summary>Reads a request's body as JSON within a size, and says where it stops being JSON.</summary>
internal static class RequestJson
{
    /// <summary>Most bytes of one article or section: escaping can make 512 KiB of text six times as long.</summary>
    public const int OneItem = 4 * 1024 * 1024;

    /// <summary>Most bytes of a batch.</summary>
    public const int Batch = 64 * 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The document, for the caller to dispose, or the answer that refuses it.</summary>
    public static async Task<(JsonDocument? Json, ProblemHttpResult? Refusal)> ReadAsync(
        HttpRequest request,
        int most,
        CancellationToken ct
    )
    {
        using var buffer = new MemoryStream();
        if (request.ContentLength > most || !await CopyAsync(request.Body, buffer, most, ct))
            return (null, Problems.TooLarge(most));
        ReadOnlyMemory<byte> bytes = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        if (bytes.Span.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        if (!bytes.Span.ContainsAnyExcept(" \t\r\n"u8))
            return (null, Problems.Invalid([new Fault("body", null, "JSON: the request has none")]));
        try
        {
            return (JsonDocument.Parse(bytes, Strict), null);
        }
        catch (JsonException malformed)
        {
            return (null, Problems.Malformed(Describe(malformed)));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair as a field's name is JSON by its grammar, but no text.
            return (null, Problems.Malformed("every string must be valid Unicode"));
        }
    }

    private static async Task<bool> CopyAsync(Stream from, MemoryStream to, int most, CancellationToken ct)
    {
        var chunk = new byte[64 * 1024];
        for (int read; (read = await from.ReadAsync(chunk, ct)) > 0; )
        {
            if (to.Length + read > most)
                return false;
            to.Write(chunk, 0, read);
        }

        return true;
    }

    private static string Describe(JsonException malformed)
    {
        var text = malformed.Message;
        var end = text.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = end < 0 ? text : text[..end];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"line {(malformed.LineNumber ?? 0) + 1}, position {(malformed.BytePositionInLine ?? 0) + 1}: {reason}"
        );
    }
}
