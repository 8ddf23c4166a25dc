using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Syndication.Pages;

/// <summary>The few files beside the templates: style, script, icons. A file that an operator edits is read again.</summary>
internal sealed class Assets(IHostEnvironment environment)
{
    private readonly string folder = Path.Combine(environment.ContentRootPath, "templates", "assets");
    private readonly ConcurrentDictionary<string, Asset> read = new(StringComparer.Ordinal);

    /// <summary>The file, or null where there is none of that name.</summary>
    public async Task<Asset?> FindAsync(string name, CancellationToken ct)
    {
        if (TypeOf(name) is not { } type)
            return null;
        var file = new FileInfo(Path.Combine(folder, name));
        if (!file.Exists)
            return null;
        if (read.TryGetValue(name, out var known) && known.WrittenAt == file.LastWriteTimeUtc)
            return known;
        var bytes = await File.ReadAllBytesAsync(file.FullName, ct);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}\"");
        return read[name] = new Asset(bytes, type, tag, file.LastWriteTimeUtc);
    }

    // The name is one segment of letters, digits, hyphens and one dot: it cannot lead out of the folder.
    private static string? TypeOf(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || !name.Remove(dot, 1).All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            return null;
        return name[(dot + 1)..] switch
        {
            "css" => "text/css; charset=utf-8",
            "js" => "text/javascript; charset=utf-8",
            "svg" => "image/svg+xml",
            "ico" => "image/x-icon",
            "png" => "image/png",
            "jpg" => "image/jpeg",
            "woff2" => "font/woff2",
            _ => null,
        };
    }
}
