using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Syndication.Delivery.Mails;

namespace Syndication.Delivery.Dkim;

/// <summary>Signs mail with every key that speaks for its sender (RFC 6376): relaxed in header and body, the whole body, no expiry.</summary>
internal sealed partial class DkimSigners
{
    private readonly List<(KeyName Name, ISigningKey Key)> keys;

    /// <exception cref="InvalidOperationException">A key's file has changed since the options were checked.</exception>
    public DkimSigners(IOptions<DeliveryOptions> options, IHostEnvironment environment, ILogger<DkimSigners> logger)
    {
        keys = options.Value.Dkim.ConvertAll(dkim => Read(dkim, environment.ContentRootPath));
        foreach (var (name, _) in keys.Where(key => key.Key is RsaSigningKey { Bits: < RsaSigningKey.RecommendedBits }))
            LogShort(logger, name.Selector, name.Domain, RsaSigningKey.RecommendedBits);
    }

    /// <summary>Makes the signatures of one mail.</summary>
    /// <param name="sender">Domain of From.</param>
    /// <param name="header">All other fields.</param>
    /// <param name="body">The body.</param>
    /// <param name="at">The time that they carry.</param>
    /// <returns>The fields that go above <paramref name="header"/>; none where no key is for the sender.</returns>
    public IReadOnlyList<HeaderField> Sign(
        string sender,
        IReadOnlyList<HeaderField> header,
        IReadOnlyList<BodyPiece> body,
        DateTimeOffset at
    )
    {
        var mine = keys.FindAll(key => key.Name.IsFor(sender));
        if (mine.Count == 0)
            return [];
        var fields = SignedFields.Of(header);
        var bodyHash = Hash(body);
        return mine.ConvertAll(key => Sign(key.Name, key.Key, fields, bodyHash, at));
    }

    /// <summary>The keys that sign for a domain, each with what its DNS record says of it.</summary>
    public IReadOnlyList<(KeyName Name, string Record)> Published(string sender) =>
        [.. keys.Where(key => key.Name.IsFor(sender)).Select(key => (key.Name, key.Key.PublicRecord))];

    private static HeaderField Sign(KeyName name, ISigningKey key, SignedFields fields, byte[] bodyHash, DateTimeOffset at)
    {
        var unsigned = SignatureField.WithoutSignature(name, key.Algorithm, at, fields.Names, bodyHash);
        var own = new System.Buffers.ArrayBufferWriter<byte>(1024);
        RelaxedHeader.Write(Encoding.ASCII.GetBytes(unsigned), own);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(fields.Canonical.WrittenSpan);

        // The signature's own field is hashed last, without its line end (RFC 6376, section 3.7).
        hash.AppendData(own.WrittenSpan[..^2]);
        return SignatureField.With(unsigned, key.Sign(hash.GetHashAndReset()));
    }

    private static byte[] Hash(IReadOnlyList<BodyPiece> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in body)
            hash.AppendData(piece.Canonical.Span);
        return hash.GetHashAndReset();
    }

    private static (KeyName Name, ISigningKey Key) Read(DkimOptions options, string root)
    {
        if (!KeyName.TryRead(options, out var name))
            throw new InvalidOperationException($"'{options.Selector}' of '{options.Domain}' cannot be published.");
        return KeyFile.TryRead(Path.GetFullPath(options.PrivateKeyFile, root), out var key, out var fault)
            ? (name!, key!)
            : throw new InvalidOperationException($"'{options.PrivateKeyFile}' {fault}.");
    }

    [LoggerMessage(
        EventId = 4010,
        Level = LogLevel.Warning,
        Message = "DKIM key {Selector} of {Domain} is short: {Bits} bits are recommended"
    )]
    private static partial void LogShort(ILogger logger, string selector, string domain, int bits);
}
